//! Decisions on fleets, held against the decisions on single cases.

use whatnext::engine::Scope;
use whatnext::explain::{self, Next};
use whatnext::facts::document::{self, Format};
use whatnext::facts::read::Reader;
use whatnext::fleet::{Body, Decided, Fleet, Options, Outcome, Record};
use whatnext::source::Sources;
use whatnext::{Case, MemorySource, Program, compile};

use crate::fleet_summary::devices::{Form, documents};
use crate::shipped;

#[test]
fn every_device_gets_the_decision_that_it_gets_alone() {
    let program = shipped::program("rules/crashplan");
    for form in [Form::Facts, Form::Cases] {
        let texts = documents(form, 3000);
        for (text, outcome) in texts.iter().zip(decided(&program, form, &texts)) {
            let case = case(&program, form, text);
            let scope = Scope::everything(program.graph());
            let alone = explain::decide(&program, &case, &scope).expect("devices are small");
            let decided = outcome.result.expect("devices have no mistakes");
            assert_eq!(
                in_short(&program, &decided),
                next(&alone.decision.next),
                "{text}"
            );
        }
    }
}

#[test]
fn it_makes_no_difference_which_records_come_together() {
    let program = shipped::program("rules/crashplan");
    let texts = documents(Form::Facts, 300);
    let together = decided(&program, Form::Facts, &texts);
    for (number, outcome) in together.iter().enumerate() {
        let alone = decided(&program, Form::Facts, &texts[number..=number]);
        assert_eq!(
            format!("{:?}", outcome.result),
            format!("{:?}", alone[0].result)
        );
    }
}

#[test]
fn a_record_with_a_mistake_leaves_the_others_alone() {
    let program = program();
    let texts = [
        r#"{"size": 5, "serial": "a"}"#,
        r#"{"size": "large"}"#,
        r#"{"size": 5"#,
        r#"{"size": 5, "size": 6}"#,
        "[1]",
        "",
        r#"{"serial": "b", "other": {"size": [1, {"x": null}]}, "size": 50}"#,
    ]
    .map(str::to_owned);
    let outcomes = decided(&program, Form::Facts, &texts);
    let told: Vec<String> = outcomes
        .iter()
        .map(|outcome| match &outcome.result {
            Ok(decided) => format!("{} {}", outcome.number, in_short(&program, decided)),
            Err(fault) => format!("{} {:?} {}", outcome.number, fault.position, fault.message),
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    0 ask Some("fan") None Some("Is it hot?") Some("hot")
    1 Some((1, 10)) `large` is not a number (`size` is a number from 0 to 100)
    2 Some((1, 11)) expected `,` or `}`, found the end
    3 Some((1, 13)) the key `size` is given twice
    4 Some((1, 1)) a facts file must be a map, not a list
    5 ask Some("fan") None Some("Is it hot?") Some("hot")
    6 ask Some("fan") None Some("Is it hot?") Some("hot")
    "#);
}

#[test]
fn what_stays_undecided_names_the_facts_at_fault() {
    let program = program();
    let texts = [
        // Nothing is known: the first rule asks for one of two facts.
        "{}",
        // Only one is left.
        r#"{"hot": true}"#,
        // One cannot be had, so that the first rule cannot be known.
        r#"{"hot": true, "loud": null, "size": 50}"#,
        r#"{"hot": null, "loud": null, "size": 5}"#,
        r#"{"hot": false, "size": 50}"#,
    ]
    .map(str::to_owned);
    let told: Vec<String> = decided(&program, Form::Facts, &texts)
        .iter()
        .map(|outcome| {
            let decided = outcome.result.as_ref().expect("no mistakes");
            let unsettled = decided.unsettled.iter().map(|unsettled| {
                let rules = program.rules();
                let rule = &rules.rules[rules.entries[unsettled.entry].rule].name;
                let facts: Vec<&str> = unsettled
                    .facts
                    .iter()
                    .map(|&fact| rules.facts[fact].path.as_str())
                    .collect();
                let how = if unsettled.is_open {
                    "open"
                } else {
                    "cannot be known"
                };
                format!("{rule} {how}: {}", facts.join(", "))
            });
            let unsettled: Vec<String> = unsettled.collect();
            format!("{} | {}", in_short(&program, decided), unsettled.join("; "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    ask Some("fan") None Some("Is it hot?") Some("hot") | fan open: hot, loud
    ask Some("fan") None Some("Is it loud?") Some("loud") | fan open: loud
    conclude Some("box") None Some("It is too large.") None | fan cannot be known: loud
    undetermined None None None None | fan cannot be known: hot, loud
    conclude Some("box") None Some("It is too large.") None |
    "#);
}

#[test]
fn where_nothing_but_facts_may_stand_a_record_may_still_have_a_name() {
    let program = program();
    let named = |id: &str, text: &str| {
        let options = Options {
            id: Some(id.to_owned()),
            strict: true,
            ..Options::default()
        };
        let fleet = Fleet::new(&program, options);
        let record = Record {
            number: 0,
            body: Body::Json(text),
        };
        let mut outcomes = fleet.worker().decide(&[record]);
        let outcome = outcomes.remove(0);
        (
            outcome.id,
            outcome.result.map_err(|fault| fault.message).err(),
        )
    };
    let a = Some("a".to_owned());
    assert_eq!(
        named("serial", r#"{"serial": "a", "size": 5}"#),
        (a.clone(), None)
    );
    assert_eq!(
        named("device.serial", r#"{"device": {"serial": "a"}, "size": 5}"#),
        (a.clone(), None)
    );
    let (id, fault) = named("device.serial", r#"{"device": {"serial": "a", "os": 1}}"#);
    assert_eq!(id, a);
    assert!(fault.is_some_and(|fault| fault.contains("device")));
    let (_, fault) = named("serial", r#"{"serial": "a", "sise": 5}"#);
    assert!(fault.is_some_and(|fault| fault.contains("sise")));
}

fn program() -> Program {
    let rules = r#"
fact hot:  yes/no { ask "Is it hot?" }
fact loud: yes/no { ask "Is it loud?" }
fact size: number 0..100 { ask "How large is it?" }
rule fan { when hot and loud conclude "The fan is broken." }
rule box { when size > 10 conclude "It is too large." }
"#;
    let files = MemorySource::default().with("fan.rules", rules);
    compile(&files.paths(), &files)
        .program
        .expect("no mistakes")
}

/// What comes of records, all in one chunk.
fn decided<'p>(program: &'p Program, form: Form, texts: &[String]) -> Vec<Outcome<'p>> {
    let options = Options {
        cases: form == Form::Cases,
        ..Options::default()
    };
    // Titles are borrowed from the program; the fleet itself may go.
    let fleet = Box::leak(Box::new(Fleet::new(program, options)));
    let records: Vec<Record<'_>> = texts
        .iter()
        .zip(0..)
        .map(|(text, number)| Record {
            number,
            body: Body::Json(text),
        })
        .collect();
    fleet.worker().decide(&records)
}

fn case(program: &Program, form: Form, text: &str) -> Case {
    let file = Sources::default().add("device", text);
    let node = document::read(file, text, Format::Json).expect("it is JSON");
    let reader = Reader::new(program.rules());
    match form {
        Form::Facts => {
            let mut case = program.new_case();
            let errors = reader.facts_among_others(&node, &mut case.facts);
            assert!(errors.is_empty(), "{errors:?}");
            case
        }
        Form::Cases => reader.case(&node).expect("no mistakes").case,
    }
}

/// A decision on a record in short.
fn in_short(program: &Program, decided: &Decided<'_>) -> String {
    let rules = program.rules();
    let rule = decided
        .entry
        .map(|entry| rules.rules[rules.entries[entry].rule].name.clone());
    let fact = decided.asks.as_ref().map(|fact| fact.show(rules));
    let element = (!decided.element.is_empty()).then(|| decided.element.concat());
    format!(
        "{} {:?} {:?} {:?} {:?}",
        decided.kind.word(),
        rule,
        element,
        decided.title,
        fact
    )
}

/// The same of a decision that is explained.
fn next(next: &Next) -> String {
    let (rule, element, title, fact) = match next {
        Next::Do(step) | Next::Escalate(step) => (
            Some(&step.rule),
            step.element.as_ref(),
            Some(&step.title),
            None,
        ),
        Next::Ask {
            rule,
            element,
            question,
            fact,
            ..
        } => (Some(rule), element.as_ref(), Some(question), Some(fact)),
        Next::Conclude {
            rule,
            title,
            element,
            ..
        }
        | Next::Refer {
            rule,
            title,
            element,
            ..
        } => (Some(rule), element.as_ref(), Some(title), None),
        Next::Resolved { .. } | Next::NoSymptom | Next::Exhausted { .. } | Next::Undetermined => {
            (None, None, None, None)
        }
    };
    format!(
        "{} {rule:?} {element:?} {title:?} {fact:?}",
        next.kind().word()
    )
}
