//! Rule bases of any size, and a snapshot for each; always the same.
//!
//! They look like a support desk's: topics, each with its own facts of several
//! types, conditions that its rules share, two actions, and ten rules. Ten rules
//! take 50 lines.

use std::fmt::Write as _;

/// How many rules a topic has.
const RULES_OF_A_TOPIC: usize = 10;

/// The facts that all topics share.
const SHARED: &str = r#"# Generated: the facts that all topics share.
fact os: windows "Windows" | mac "Mac" | linux "Linux" { ask "Which operating system is it?" }
fact app.version: version { ask "Which version is installed?" }
fact device.in_use: yes/no { ask "Is the device in use?" }
"#;

/// A rule base with so many rules, a multiple of ten.
pub(crate) fn rules(count: usize) -> String {
    let mut text = SHARED.to_owned();
    for topic in 0..count / RULES_OF_A_TOPIC {
        text.push_str(&topic_rules(topic));
    }
    text
}

/// A snapshot for [`rules`] of the same count, in YAML. Everything is known,
/// half of the symptoms show, and only the very last rule applies.
pub(crate) fn facts(count: usize) -> String {
    let mut text = "os: linux\napp: { version: 11.4.1 }\ndevice: { in_use: yes }\n".to_owned();
    let topics = count / RULES_OF_A_TOPIC;
    for topic in 0..topics {
        let is_last = topic + 1 == topics;
        let state = if is_last || topic.is_multiple_of(2) {
            "stopped"
        } else {
            "running"
        };
        let code = if is_last { RULES_OF_A_TOPIC - 1 } else { 70 };
        let days = topic % 20;
        push(
            &mut text,
            format_args!(
                "topic{topic}: {{ state: {state}, message: \"Error {topic}: code {code}\", days: {days}, locked: no }}"
            ),
        );
    }
    text
}

fn topic_rules(topic: usize) -> String {
    let mut text = format!(
        r#"
fact topic{topic}.state: running "running" | stopped "stopped" | missing "missing" {{ ask "In which state is service {topic}?" }}
fact topic{topic}.message: text {{ ask "Which message does service {topic} show?" }}
fact topic{topic}.days: number unit "days" 0..1000 {{ ask "For how many days?" }}
fact topic{topic}.locked: yes/no {{ ask "Is service {topic} locked?" when topic{topic}.state is not missing }}
condition stale{topic} "Stale" when topic{topic}.days >= 30 days and not topic{topic}.locked
symptom trouble{topic} "Service {topic} is in trouble" when topic{topic}.state is not running or stale{topic}
action restart{topic} "Restart service {topic}" {{ step "Restart service {topic}." rechecks topic{topic}.state }}
action repair{topic} "Repair service {topic}" {{ step "Repair it; it says {{topic{topic}.message}}." }}
"#
    );
    for rule in 0..RULES_OF_A_TOPIC {
        topic_rule(&mut text, topic, rule);
    }
    text
}

/// One of the rules of a topic: four lines.
fn topic_rule(text: &mut String, topic: usize, rule: usize) {
    let os = ["windows", "mac", "linux"][rule % 3];
    let own = match rule % 5 {
        0 => format!("topic{topic}.state is missing and os is {os}"),
        1 => format!("stale{topic} and app.version < \"{rule}.{topic}\""),
        2 => format!("topic{topic}.days > {}", 40 + rule),
        3 => format!("(topic{topic}.locked or not device.in_use)"),
        _ => format!("topic{topic}.message ends with \"code {rule}\""),
    };
    push(text, format_args!("rule topic{topic}_{rule} {{"));
    push(text, format_args!("  when trouble{topic} and {own}"));
    if rule.is_multiple_of(2) {
        push(
            text,
            format_args!("  try restart{topic} because \"it is quick\""),
        );
    } else {
        push(text, format_args!("  try repair{topic}"));
    }
    push(text, format_args!("}}"));
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    // A string takes all text.
    let _ = writeln!(text, "{line}");
}

/// How many lines a text has.
pub(crate) fn lines(text: &str) -> usize {
    text.lines().count()
}
