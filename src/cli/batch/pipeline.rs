//! One thread reads chunks, others decide them, and the caller takes them in
//! the order in which they were read.
//!
//! Chunks go round: the reader needs an empty one, and gets it only when the
//! caller is done with an earlier one. So memory is bounded whatever is slow.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::encode::Encoder;
use super::read::Feed;
use super::stop::Stop;
use crate::cli::failure::Failure;
use crate::cli::records::Chunk;
use crate::fleet::{Fleet, Misspelt, Options, Outcome, Worker};
use crate::program::Program;

/// How long a thread waits before it looks whether the run is over.
const PATIENCE: Duration = Duration::from_millis(50);

/// A chunk on its way round, with its number.
#[derive(Default)]
struct Parcel {
    number: u64,
    chunk: Chunk,
    lines: Vec<u8>,
}

/// A chunk that was decided.
pub(super) struct Done<'d, 'f> {
    /// The records.
    pub(super) chunk: &'d Chunk,
    /// What came of them.
    pub(super) outcomes: &'d [Outcome<'f>],
    /// The same as lines of the output.
    pub(super) lines: &'d [u8],
}

/// Whether more is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It is.
    GoOn,
    /// Enough.
    Enough,
}

/// How a run is to be done.
pub(super) struct Pipeline<'r> {
    /// What decides.
    pub(super) program: &'r Program,
    /// What is wanted of each record.
    pub(super) options: &'r Options,
    /// What writes the lines.
    pub(super) encoder: &'r Encoder,
    /// How many threads decide.
    pub(super) threads: usize,
    /// So many records were decided in an earlier run.
    pub(super) skip: u64,
    /// Whether to stop.
    pub(super) stop: &'r Stop,
    /// Whether nobody wants to know of names that are nearly facts.
    pub(super) is_quiet: bool,
}

/// What is told of a run.
pub(super) struct Fed {
    /// Whether all there is was decided and taken.
    pub(super) is_all: bool,
    /// How many records there are, earlier runs' too; none where the run ended
    /// before that was known.
    pub(super) records: Option<u64>,
    /// Names in the first records that are nearly facts.
    pub(super) misspelt: Vec<Misspelt>,
}

impl Pipeline<'_> {
    /// Decides what `feed` reads. `take` gets it chunk by chunk, in the order of
    /// the input.
    pub(super) fn run(
        &self,
        feed: Feed,
        take: &mut dyn FnMut(&Done<'_, '_>) -> Result<Flow, Failure>,
    ) -> Result<Fed, Failure> {
        // Each thread that decides has a chunk, and another waits for it.
        let chunks = 2 * self.threads + 2;
        let (to_reader, empty) = bounded(chunks);
        let (to_workers, read) = bounded(chunks);
        let (to_writer, decided) = bounded(chunks);
        for _ in 0..chunks {
            // There is room for all of them.
            let _ = to_reader.send(Parcel::default());
        }
        let (sent, all_read) = (Arc::default(), Arc::default());
        let reader = Reader {
            feed,
            skip: self.skip,
            sent: Arc::clone(&sent),
            all_read: Arc::clone(&all_read),
            stop: self.stop.clone(),
        };
        // Nobody waits for this thread to end: it may wait for input forever.
        thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || reader.run(&empty, &to_workers))
            .map_err(|error| no_thread(&error))?;
        let Some(first) = self.first(&read) else {
            return Ok(Fed {
                is_all: all_read.get().is_some(),
                records: all_read.get().copied(),
                misspelt: Vec::new(),
            });
        };
        let (fleet, misspelt) = first.chunk.with_records(|records| {
            let fleet = Fleet::for_records(self.program, self.options.clone(), records);
            let misspelt = if self.is_quiet {
                Vec::new()
            } else {
                fleet.misspelt(records)
            };
            (fleet, misspelt)
        });
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let mut first = Some(first);
            let started = (0..self.threads).try_for_each(|_| {
                let (read, to_writer) = (read.clone(), to_writer.clone());
                let decider = Decider {
                    worker: fleet.worker(),
                    encoder: self.encoder,
                    is_over: &is_over,
                };
                let first = first.take();
                thread::Builder::new()
                    .name("worker".to_owned())
                    .spawn_scoped(scope, move || decider.run(first, &read, &to_writer))
                    .map(drop)
                    .map_err(|error| no_thread(&error))
            });
            drop(to_writer);
            let taken = started.and_then(|()| {
                let mut order = Order::default();
                self.take_all(&mut order, &decided, &to_reader, &sent, take)
            });
            is_over.store(true, Ordering::Relaxed);
            // Whoever waits for room to put a chunk need not.
            drop(decided);
            Ok(Fed {
                is_all: taken? && all_read.get().is_some(),
                records: all_read.get().copied(),
                misspelt,
            })
        })
    }

    /// The first chunk; none where there is nothing, or where the run is stopped
    /// before there is.
    fn first(&self, read: &Receiver<Parcel>) -> Option<Parcel> {
        loop {
            match read.recv_timeout(PATIENCE) {
                Ok(parcel) => return Some(parcel),
                Err(RecvTimeoutError::Timeout) if !self.stop.is_wanted() => {}
                Err(_) => return None,
            }
        }
    }

    /// Takes what was decided; tells whether that was all that was read.
    fn take_all<'f>(
        &self,
        order: &mut Order<'f>,
        decided: &Receiver<(Parcel, Vec<Outcome<'f>>)>,
        to_reader: &Sender<Parcel>,
        sent: &AtomicU64,
        take: &mut dyn FnMut(&Done<'_, '_>) -> Result<Flow, Failure>,
    ) -> Result<bool, Failure> {
        loop {
            match decided.recv_timeout(PATIENCE) {
                Ok((parcel, outcomes)) => order.waiting.insert(parcel.number, (parcel, outcomes)),
                Err(RecvTimeoutError::Disconnected) => return Ok(true),
                Err(RecvTimeoutError::Timeout) => None,
            };
            while let Some((parcel, outcomes)) = order.next() {
                let done = Done {
                    chunk: &parcel.chunk,
                    outcomes: &outcomes,
                    lines: &parcel.lines,
                };
                if take(&done)? == Flow::Enough {
                    return Ok(false);
                }
                // The reader may have come to its end.
                let _ = to_reader.send(parcel);
            }
            if self.stop.is_wanted() && sent.load(Ordering::Acquire) == order.taken {
                return Ok(true);
            }
        }
    }
}

/// What a thread that decides has.
struct Decider<'r, 'f> {
    worker: Worker<'f>,
    encoder: &'r Encoder,
    /// Whether nobody waits for decisions any more.
    is_over: &'r AtomicBool,
}

impl<'f> Decider<'_, 'f> {
    /// Decides chunks until there are no more.
    fn run(
        mut self,
        mut first: Option<Parcel>,
        read: &Receiver<Parcel>,
        to_writer: &Sender<(Parcel, Vec<Outcome<'f>>)>,
    ) {
        while let Some(parcel) = first.take().or_else(|| self.next(read)) {
            if to_writer.send(self.decide(parcel)).is_err() {
                return;
            }
        }
    }

    /// The next chunk; none when there will be none, or when nobody wants it.
    fn next(&self, read: &Receiver<Parcel>) -> Option<Parcel> {
        loop {
            match read.recv_timeout(PATIENCE) {
                Ok(parcel) => return Some(parcel),
                Err(RecvTimeoutError::Timeout) if !self.is_over.load(Ordering::Relaxed) => {}
                Err(_) => return None,
            }
        }
    }

    fn decide(&mut self, mut parcel: Parcel) -> (Parcel, Vec<Outcome<'f>>) {
        let worker = &mut self.worker;
        let outcomes = parcel.chunk.with_records(|records| worker.decide(records));
        parcel.lines.clear();
        for (at, outcome) in outcomes.iter().enumerate() {
            let place = parcel.chunk.place(at);
            self.encoder
                .encode(worker.program(), outcome, place, &mut parcel.lines);
        }
        (parcel, outcomes)
    }
}

/// Chunks that were decided before others that come first.
#[derive(Default)]
struct Order<'f> {
    waiting: BTreeMap<u64, (Parcel, Vec<Outcome<'f>>)>,
    /// How many were taken.
    taken: u64,
}

impl<'f> Order<'f> {
    /// The next chunk, if it was decided.
    fn next(&mut self) -> Option<(Parcel, Vec<Outcome<'f>>)> {
        let next = self.waiting.remove(&self.taken)?;
        self.taken += 1;
        Some(next)
    }
}

/// What the thread that reads has.
struct Reader {
    feed: Feed,
    skip: u64,
    /// How many chunks were sent.
    sent: Arc<AtomicU64>,
    /// How many records there are, once it has come to the end of the input.
    all_read: Arc<OnceLock<u64>>,
    stop: Stop,
}

impl Reader {
    /// Reads until there is no more, or nobody wants it.
    fn run(mut self, empty: &Receiver<Parcel>, to_workers: &Sender<Parcel>) {
        let mut kept: Option<Parcel> = None;
        while !self.stop.is_wanted() {
            let Some(mut parcel) = kept.take().or_else(|| empty.recv().ok()) else {
                return;
            };
            self.feed.fill(&mut parcel.chunk);
            if parcel.chunk.is_empty() {
                // Nobody else says so.
                let _ = self.all_read.set(parcel.chunk.first());
                return;
            }
            let behind = self.skip.saturating_sub(parcel.chunk.first());
            parcel
                .chunk
                .skip(usize::try_from(behind).unwrap_or(usize::MAX));
            if parcel.chunk.is_empty() {
                kept = Some(parcel);
                continue;
            }
            // Counted before it is sent, so that nobody takes a chunk that is on
            // its way for one that is not.
            parcel.number = self.sent.fetch_add(1, Ordering::Release);
            if to_workers.send(parcel).is_err() {
                return;
            }
        }
    }
}

fn no_thread(error: &io::Error) -> Failure {
    Failure::new(format!("cannot start a thread: {error}")).help("try fewer `--threads`")
}
