//! A run from its first record to its last, or to where it is stopped.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::checkpoint::{Checkpoint, unfinished};
use super::columns::Columns;
use super::encode::{Encoder, Lines};
use super::notes;
use super::output::{Output, Paths, Target, Written, removed, unwritable};
use super::pipeline::{Done, Flow, Pipeline};
use super::plan::Plan;
use super::read::Feed;
use super::stop::Stop;
use super::summary;
use crate::cli::arguments::BatchFormat;
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::records::Bytes;
use crate::cli::{Ending, output};
use crate::fleet::summary::{Run as Told, Summary, number_of};

/// It is written down how far the run has come no more often than this.
const BETWEEN_CHECKPOINTS: Duration = Duration::from_millis(200);

/// Nor more often than this many times as long as that takes, which grows with
/// the rules.
const BETWEEN_TIMES: u32 = 50;

/// Decides all records.
pub(super) fn run(plan: &Plan) -> Result<Ending, Failure> {
    let stop = Stop::on_ctrl_c()?;
    let inputs: Vec<String> = plan.inputs.iter().map(|input| input.name.clone()).collect();
    let lines = match plan.format {
        BatchFormat::Csv => Lines::Csv,
        BatchFormat::Ndjson | BatchFormat::Parquet => Lines::Ndjson,
    };
    let encoder = Encoder::new(&plan.program, lines, plan.options.explain, inputs);
    let bytes = Bytes::default();
    let columns = Columns::of(plan.program.rules(), &plan.options);
    let feed = Feed::of(plan.inputs.clone().into(), columns, Arc::clone(&bytes));
    let mut run = Run::open(plan, &encoder, bytes)?;
    let pipeline = Pipeline {
        program: &plan.program,
        options: &plan.options,
        encoder: &encoder,
        threads: plan.threads,
        skip: run.summary.records(),
        stop: &stop,
        is_quiet: plan.is_quiet,
    };
    let fed = pipeline.run(feed, &mut |done| run.take(done))?;
    run.progress = None;
    if let Some(records) = fed.records.filter(|records| *records < run.records_before) {
        return Err(run.too_few(records));
    }
    if !plan.is_quiet {
        let has_records = run.summary.records() > run.records_before;
        notes::tell(plan, &fed.misspelt, run.has_ids || !has_records);
    }
    run.end(fed.is_all)
}

/// What is known of a run on its way.
struct Run<'r> {
    plan: &'r Plan,
    encoder: &'r Encoder,
    output: Output,
    summary: Summary,
    started: Instant,
    /// How long earlier runs took, in seconds.
    seconds_before: f64,
    /// How many records earlier runs decided.
    records_before: u64,
    /// When it is to be written down next how far the run has come.
    next_check: Instant,
    progress: Option<Progress>,
    /// Whether some record said what it is called.
    has_ids: bool,
    /// How many bytes of the inputs were read.
    bytes: Bytes,
    /// Whether more records were in error than may be.
    is_given_up: bool,
    /// Whether whoever read the output has gone away.
    is_unread: bool,
}

impl<'r> Run<'r> {
    /// Opens the output, where an earlier run ended if there was one.
    fn open(plan: &'r Plan, encoder: &'r Encoder, bytes: Bytes) -> Result<Self, Failure> {
        let earlier = match &plan.target {
            Target::Stdout | Target::Device(_) => None,
            Target::File(paths) => paths.earlier(plan.existing, &plan.identity)?,
        };
        if let Some(path) = &plan.summary {
            summary::check_existing(path, plan.existing, earlier.is_some())?;
        }
        let bytes_before = earlier.as_ref().map_or(0, |earlier| earlier.bytes);
        let output = match &plan.target {
            Target::Stdout => Output::stdout(),
            Target::Device(path) => Output::device(path)?,
            Target::File(paths) => Output::open(paths, plan.existing, bytes_before)?,
        };
        let sizes = plan.inputs.iter().map(|input| input.bytes);
        let progress = Progress::start(sizes.sum())
            .counting("records")
            .quiet(plan.is_quiet);
        let mut run = Run {
            plan,
            encoder,
            output,
            summary: Summary::new(&plan.program),
            started: Instant::now(),
            seconds_before: 0.0,
            records_before: 0,
            next_check: Instant::now(),
            progress: Some(progress),
            has_ids: false,
            bytes,
            is_given_up: false,
            is_unread: false,
        };
        if let Some(earlier) = earlier {
            run.go_on(earlier)?;
        }
        // A kill from here on leaves a run that can go on; before, what was there.
        run.check().map_err(|failure| {
            failure.help("it is to say how far the run has come; name another file with `--output`")
        })?;
        run.output.begin()?;
        if run.output.bytes() == 0 {
            run.write(encoder.header().as_bytes())?;
        }
        Ok(run)
    }

    fn go_on(&mut self, earlier: Checkpoint<'static>) -> Result<(), Failure> {
        if !earlier.summary.fits(&self.plan.program) {
            return Err(
                Failure::new("what the stopped run counted does not fit these rules")
                    .help("`--force` instead of `--resume` decides everything anew"),
            );
        }
        self.seconds_before = earlier.seconds;
        self.records_before = earlier.records;
        self.summary.merge(earlier.summary.into_owned());
        Ok(())
    }

    /// That the inputs do not bring what the stopped run decided.
    fn too_few(&self, records: u64) -> Failure {
        let inputs = match self.plan.inputs.as_slice() {
            [input] if input.is_stdin() => "standard input brings",
            _ => "the inputs bring",
        };
        let before = self.records_before;
        Failure::new(format!(
            "{inputs} fewer records, {records}, than were decided before the run was stopped, {before}, so it cannot go on"
        ))
        .help("nothing was changed: `--resume` goes on with the same records again, from the first")
    }

    /// Takes a chunk that was decided.
    fn take(&mut self, done: &Done<'_, '_>) -> Result<Flow, Failure> {
        let mut count = 0;
        for outcome in done.outcomes {
            self.summary.add(outcome);
            self.has_ids |= outcome.id.is_some();
            count += 1;
            if self.summary.errors() > self.plan.max_errors {
                self.is_given_up = true;
                break;
            }
        }
        if count == done.outcomes.len() {
            self.write(done.lines)?;
        } else {
            let lines = self.first_lines(done, count);
            self.write(&lines)?;
        }
        let decided = self.summary.records() - self.records_before;
        if let Some(progress) = &mut self.progress {
            progress.reached(decided, self.bytes.load(Ordering::Relaxed));
        }
        if self.is_given_up || self.is_unread {
            return Ok(Flow::Enough);
        }
        if Instant::now() >= self.next_check {
            self.check()?;
        }
        Ok(Flow::GoOn)
    }

    /// The lines of the first outcomes alone.
    fn first_lines(&self, done: &Done<'_, '_>, count: usize) -> Vec<u8> {
        let mut lines = Vec::new();
        for (at, outcome) in done.outcomes.iter().enumerate().take(count) {
            let place = done.chunk.place(at);
            self.encoder
                .encode(&self.plan.program, outcome, place, &mut lines);
        }
        lines
    }

    fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.is_unread |= self.output.write(lines)? == Written::NobodyReads;
        Ok(())
    }

    /// Writes down how far the run has come, where another could go on.
    fn check(&mut self) -> Result<(), Failure> {
        let Target::File(paths) = &self.plan.target else {
            return Ok(());
        };
        let started = Instant::now();
        self.output.flush()?;
        let checkpoint = Checkpoint::new(
            &self.plan.identity,
            &self.summary,
            self.output.bytes(),
            self.seconds(),
        );
        checkpoint
            .write(&paths.progress)
            .map_err(|error| unwritable(&paths.progress, &error))?;
        let wait = BETWEEN_CHECKPOINTS.max(started.elapsed() * BETWEEN_TIMES);
        self.next_check = Instant::now() + wait;
        Ok(())
    }

    fn seconds(&self) -> f64 {
        self.seconds_before + self.started.elapsed().as_secs_f64()
    }

    /// Ends the run: tells what came of the records.
    fn end(mut self, is_complete: bool) -> Result<Ending, Failure> {
        self.is_unread |= self.output.flush()? == Written::NobodyReads;
        if self.is_unread {
            // Nobody reads on: nobody wants to know more.
            return Ok(Ending::Fine);
        }
        let told = Told {
            seconds: self.seconds(),
            inputs: self
                .plan
                .inputs
                .iter()
                .map(|input| input.name.clone())
                .collect(),
            is_complete,
        };
        if told.is_complete {
            self.complete(&told)?;
        } else {
            self.check()?;
        }
        let program = &self.plan.program;
        if !self.plan.is_quiet {
            match &self.plan.summary {
                Some(path) if told.is_complete => summary::tell_where(path, &self.summary),
                _ => summary::tell(program, &self.summary, &told),
            }
        }
        Ok(if self.is_given_up {
            let most = self.plan.max_errors;
            self.tell_stop(&format!("more than {most} records could not be decided"));
            Ending::Negative
        } else if !is_complete {
            self.tell_stop("the run was stopped");
            Ending::Stopped
        } else if self.summary.errors() > 0 {
            Ending::Negative
        } else {
            Ending::Fine
        })
    }

    /// Makes the output what it is to be in the end.
    fn complete(&mut self, told: &Told) -> Result<(), Failure> {
        #[cfg(feature = "parquet")]
        if let (BatchFormat::Parquet, Target::File(paths)) = (self.plan.format, &self.plan.target) {
            let table = crate::cli::store::behind_links(&paths.output);
            super::table::make(&paths.lines, &table, self.plan.options.explain)?;
        }
        if let Some(path) = &self.plan.summary {
            summary::write(path, &self.plan.program, &self.summary, told)?;
        }
        let Target::File(Paths {
            output,
            lines,
            progress,
        }) = &self.plan.target
        else {
            return Ok(());
        };
        removed(progress)?;
        // A kill may have left it.
        removed(&unfinished(progress))?;
        if lines != output {
            removed(lines)?;
        }
        Ok(())
    }

    /// Tells why the run ended before its time, and how it goes on.
    fn tell_stop(&self, why: &str) {
        let records = self.summary.records();
        let help = match &self.plan.target {
            Target::File(paths) => format!(
                "`--resume` goes on from there; what was decided is in `{}`",
                paths.lines.display()
            ),
            _ => "with `--output FILE` a stopped run can go on: `--resume`".to_owned(),
        };
        output::to_stderr(&format!(
            "stopped: {why}, after {}\n  help: {help}\n",
            number_of(records, "record")
        ));
    }
}
