//! What could have stood at the place of a syntax error, in words.

use super::Rule;
use crate::syntax::words::DECLARATIONS;

/// What could have stood at a place.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Expected {
    /// In words, the likeliest first.
    phrases: Vec<&'static str>,
    /// The words of the language among it.
    pub(in crate::syntax) words: Vec<&'static str>,
}

/// How many phrases people are shown.
const MOST: usize = 5;

impl Expected {
    /// Whether this phrase is among them.
    pub(in crate::syntax) fn has(&self, phrase: &str) -> bool {
        self.phrases.contains(&phrase)
    }

    /// What to show people.
    pub(in crate::syntax) fn shown(&self) -> Vec<&'static str> {
        self.phrases.iter().copied().take(MOST).collect()
    }

    /// Whether only this phrase is.
    pub(in crate::syntax) fn is_only(&self, phrase: &str) -> bool {
        self.phrases == [phrase]
    }

    /// In words what the grammar has tried.
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut ranked: Vec<(u8, &'static str)> = Vec::new();
        let mut expected = Expected::default();
        for rule in rules {
            let meaning = MEANINGS.iter().find(|(rules, ..)| rules.contains(rule));
            let Some((_, rank, phrases, words)) = meaning else {
                continue;
            };
            for phrase in *phrases {
                if !ranked.iter().any(|(_, other)| other == phrase) {
                    ranked.push((*rank, phrase));
                }
            }
            expected.words.extend(*words);
        }
        // `yes/no` begins with a value; a value may be any of the others.
        if ranked.iter().any(|(_, phrase)| *phrase == "a type") {
            ranked.retain(|(_, phrase)| !matches!(*phrase, "a value" | "a name"));
        }
        if ranked.iter().any(|(_, phrase)| *phrase == "a value") {
            ranked.retain(|(_, phrase)| {
                !matches!(*phrase, "a name" | "a number" | "a text in quotes")
            });
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        expected.phrases = ranked.into_iter().map(|(_, phrase)| phrase).collect();
        expected
    }
}

/// Rules that mean the same to people: how likely they are to be meant (the
/// lower the likelier), what they are, and the words that they can begin with.
type Meaning = (
    &'static [Rule],
    u8,
    &'static [&'static str],
    &'static [&'static str],
);

/// The rules of which there is something to say.
const MEANINGS: &[Meaning] = &[
    (
        &[
            Rule::declarations,
            Rule::guide,
            Rule::import,
            Rule::fact,
            Rule::let_,
            Rule::condition,
            Rule::action,
            Rule::rule_,
            Rule::condition_word,
            Rule::kw_guide,
            Rule::kw_import,
            Rule::kw_fact,
            Rule::kw_let,
            Rule::kw_action,
            Rule::kw_rule,
        ],
        6,
        &["a declaration"],
        DECLARATIONS,
    ),
    (
        &[Rule::guide_line, Rule::guide_word],
        1,
        &["`source` or `version`"],
        &["source", "version"],
    ),
    (
        &[
            Rule::attribute,
            Rule::text_word,
            Rule::expr_word,
            Rule::kw_ask,
        ],
        2,
        &["a line such as `ask`"],
        &["ask", "help", "when", "default", "from"],
    ),
    (
        &[
            Rule::text_line,
            Rule::line_word,
            Rule::cost_line,
            Rule::kw_cost,
            Rule::rechecks_line,
            Rule::kw_rechecks,
        ],
        2,
        &["a line such as `step`"],
        &["step", "note", "cost", "rechecks"],
    ),
    (
        &[
            Rule::entry,
            Rule::kw_try,
            Rule::kw_conclude,
            Rule::kw_refer,
            Rule::kw_escalate,
        ],
        3,
        &["an entry such as `try`"],
        &["try", "conclude", "refer", "escalate"],
    ),
    (
        &[Rule::when_line, Rule::entry_when, Rule::kw_when],
        1,
        &["`when`"],
        &["when"],
    ),
    (
        &[Rule::priority_line, Rule::kw_priority],
        4,
        &["`priority`"],
        &["priority"],
    ),
    (
        &[Rule::without_asking, Rule::kw_without],
        5,
        &["`without asking`"],
        &["without"],
    ),
    (
        &[Rule::because, Rule::kw_because],
        5,
        &["`because`"],
        &["because"],
    ),
    (&[Rule::up_to, Rule::kw_up], 5, &["`up to`"], &["up"]),
    (&[Rule::binder, Rule::kw_for], 1, &["`for`"], &["for"]),
    (&[Rule::kw_asking], 0, &["`asking`"], &["asking"]),
    (&[Rule::kw_at], 0, &["`at`"], &["at"]),
    (&[Rule::kw_by], 0, &["`by`"], &["by"]),
    (&[Rule::kw_has], 0, &["`has`"], &["has"]),
    (&[Rule::kw_in], 0, &["`in`"], &["in"]),
    (&[Rule::kw_never], 1, &["`never`"], &["never"]),
    (&[Rule::kw_of], 0, &["`of`"], &["of"]),
    (&[Rule::kw_times], 0, &["`times`"], &["times"]),
    (&[Rule::kw_to], 0, &["`to`"], &["to"]),
    (&[Rule::kw_with], 0, &["`with`"], &["with"]),
    (&[Rule::kw_each], 9, &[], &["each"]),
    (
        &[Rule::kw_otherwise, Rule::otherwise],
        9,
        &[],
        &["otherwise"],
    ),
    (&[Rule::kw_where, Rule::where_clause], 9, &[], &["where"]),
    (&[Rule::kw_exactly], 9, &[], &["exactly"]),
    (
        &[Rule::kw_empty, Rule::kw_unavailable],
        9,
        &[],
        &["empty", "unavailable"],
    ),
    (&[Rule::kw_any], 9, &[], &["any"]),
    (&[Rule::list_of, Rule::kw_list], 1, &["a type"], &["list"]),
    (
        &[
            Rule::r#type,
            Rule::list_by,
            Rule::number_type,
            Rule::kw_number,
            Rule::plain_type,
            Rule::symbols,
            Rule::yes_no,
        ],
        1,
        &["a type"],
        &[],
    ),
    (&[Rule::symbol], 1, &["a symbol"], &[]),
    (&[Rule::field], 2, &["a field"], &[]),
    (
        &[Rule::unit_clause, Rule::kw_unit],
        5,
        &["`unit`"],
        &["unit"],
    ),
    (&[Rule::bounds], 5, &["a range such as `0..100`"], &[]),
    (&[Rule::name, Rule::word], 0, &["a name"], &[]),
    (&[Rule::string], 1, &["a text in quotes"], &[]),
    (&[Rule::number], 1, &["a number"], &[]),
    (&[Rule::regex], 0, &["a pattern such as `/error/`"], &[]),
    (&[Rule::expr, Rule::unit], 1, &["a test or a value"], &[]),
    (
        &[
            Rule::sum,
            Rule::list,
            Rule::literal,
            Rule::quantity,
            Rule::kw_yes,
            Rule::kw_no,
            Rule::row_value,
            Rule::row_operand,
        ],
        1,
        &["a value"],
        &[],
    ),
    (&[Rule::connective], 3, &["`and`", "`or`"], &["and", "or"]),
    (
        &[
            Rule::is_tail,
            Rule::kw_is,
            Rule::in_tail,
            Rule::compare_tail,
            Rule::compare_op,
            Rule::text_tail,
            Rule::text_op,
            Rule::kw_contains,
            Rule::kw_starts,
            Rule::kw_ends,
            Rule::matches_tail,
            Rule::kw_matches,
        ],
        3,
        &["a test such as `is`"],
        &[
            "is", "in", "not", "contains", "starts", "ends", "matches", "where",
        ],
    ),
    (&[Rule::row], 2, &["a row"], &[]),
    (
        &[
            Rule::cell,
            Rule::anything,
            Rule::cell_compare,
            Rule::cell_value,
        ],
        1,
        &["a cell"],
        &[],
    ),
    (&[Rule::open_brace], 0, &["`{`"], &[]),
    (&[Rule::close_brace], 2, &["`}`"], &[]),
    (&[Rule::close_paren], 0, &["`)`"], &[]),
    (&[Rule::open_bracket, Rule::items], 0, &["`[`"], &[]),
    (&[Rule::close_bracket], 0, &["`]`"], &[]),
    (&[Rule::colon], 0, &["`:`"], &[]),
    (&[Rule::comma], 2, &["`,`"], &[]),
    (&[Rule::bar], 2, &["`|`"], &[]),
    (&[Rule::dots], 4, &["`..`"], &[]),
    (&[Rule::equals], 0, &["`=`"], &[]),
    (&[Rule::slash], 0, &["`/`"], &[]),
];
