//! The totals of files, and of the rules in them.

use std::collections::BTreeMap;

use super::{Coverage, Place, Share};
use crate::source::{FileId, Span};

/// The totals of a part of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) entries: Share,
    pub(super) outcomes: Share,
    pub(super) rows: Share,
}

/// The totals of a file.
#[derive(Debug)]
pub(super) struct FileTally<'a> {
    pub(super) file: FileId,
    pub(super) tally: Tally,
    /// Its rules, in their order.
    pub(super) rules: Vec<(&'a str, Tally)>,
}

impl Tally {
    const NOTHING: Tally = Tally {
        entries: Share::NOTHING,
        outcomes: Share::NOTHING,
        rows: Share::NOTHING,
    };

    /// Whether nothing is missing.
    pub(super) fn is_covered(&self) -> bool {
        let shares = [self.entries, self.outcomes, self.rows];
        shares.iter().all(|share| share.covered == share.total)
    }

    /// The totals in words; nothing for what there is none of.
    pub(super) fn cells(&self) -> [String; 3] {
        let if_any = |share: Share, text: String| match share.total {
            0 => String::new(),
            _ => text,
        };
        let of = |share: Share| if_any(share, format!("{} of {}", share.covered, share.total));
        let percent = self.outcomes.percent().to_string();
        [
            of(self.entries),
            if_any(self.outcomes, percent),
            of(self.rows),
        ]
    }
}

/// The files that have something to be covered, by name.
pub(super) fn by_file(coverage: &Coverage) -> Vec<FileTally<'_>> {
    let mut tallies = Tallies::of(coverage);
    for entry in &coverage.entries {
        let share = Share::one(entry.is_covered());
        tallies.count(entry.span, |tally| tally.entries += share);
    }
    for condition in &coverage.conditions {
        let share = Share {
            covered: condition.outcomes(),
            total: 2,
        };
        tallies.count(condition.span, |tally| tally.outcomes += share);
    }
    for row in &coverage.rows {
        let share = Share::one(row.is_covered());
        tallies.count(row.span, |tally| tally.rows += share);
    }
    tallies.files.into_values().collect()
}

struct Tallies<'a> {
    coverage: &'a Coverage,
    /// The files by name.
    files: BTreeMap<(&'a str, FileId), FileTally<'a>>,
    /// Where in its file each rule begins, with its end and its position among
    /// the rules of the file.
    places: BTreeMap<(FileId, u32), (u32, usize)>,
}

impl<'a> Tallies<'a> {
    fn of(coverage: &'a Coverage) -> Self {
        let mut tallies = Tallies {
            coverage,
            files: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        for Place { name, span } in &coverage.rules {
            let rules = &mut tallies.file(span.file).rules;
            let at = rules.len();
            rules.push((name, Tally::NOTHING));
            tallies
                .places
                .insert((span.file, span.start), (span.end, at));
        }
        tallies
    }

    fn file(&mut self, file: FileId) -> &mut FileTally<'a> {
        let name = self.coverage.sources.file(file).name();
        self.files.entry((name, file)).or_insert(FileTally {
            file,
            tally: Tally::NOTHING,
            rules: Vec::new(),
        })
    }

    /// Counts what is written at a place for its file and, if it lies in one,
    /// for its rule. Rules do not overlap.
    fn count(&mut self, span: Span, add: impl Fn(&mut Tally)) {
        let rules_before = ..=(span.file, span.start);
        let last = self.places.range(rules_before).next_back();
        let rule = last
            .filter(|((file, _), (end, _))| *file == span.file && span.end <= *end)
            .map(|(_, (_, at))| *at);
        let file = self.file(span.file);
        add(&mut file.tally);
        if let Some((_, tally)) = rule.and_then(|at| file.rules.get_mut(at)) {
            add(tally);
        }
    }
}
