//! A device as a collector sees it.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::trouble::Trouble;

/// A device of the fleet. The same seed and number give the same device.
pub(crate) struct Device {
    name: String,
    facts: Map<String, Value>,
    attempted: Vec<Value>,
}

impl Device {
    /// The device with this number.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut dice = Dice::of(seed, number);
        let site = dice.one_of(&["BER", "CHI", "LON", "NYC", "SFO", "SIN"]);
        let name = format!("{site}-{}-{number:06}", dice.one_of(&["LT", "WS", "PC"]));
        let trouble = Trouble::of(&mut dice);
        let mut facts = Facts {
            dice,
            facts: Map::new(),
        };
        facts.gather(trouble);
        let mut dice = facts.dice;
        let attempted = attempted(&mut dice, trouble);
        Device {
            name,
            facts: facts.facts,
            attempted,
        }
    }

    /// The device as the collector sends it: its facts, with a field or two that
    /// are none.
    pub(crate) fn snapshot(&self) -> Value {
        let mut snapshot = self.facts.clone();
        snapshot.insert("id".to_owned(), self.name.clone().into());
        snapshot.insert(
            "collector".to_owned(),
            json!({"version": "4.2.0", "errors": []}),
        );
        Value::Object(snapshot)
    }

    /// The device as a case: its facts, and what has been tried.
    pub(crate) fn case(&self) -> Value {
        json!({"case": self.name, "facts": self.facts, "attempted": self.attempted})
    }
}

/// Facts, as they are gathered.
struct Facts {
    dice: Dice,
    facts: Map<String, Value>,
}

impl Facts {
    fn gather(&mut self, trouble: Trouble) {
        let os = self
            .dice
            .weighted(&[(70, "windows"), (24, "mac"), (6, "linux")]);
        self.put("os", 25, 2, os.into());
        let (app, macos) = self.versions(trouble);
        if os == "mac" {
            self.put("macos.version", 120, 10, macos.into());
        }
        self.app(trouble, app);
        let days = trouble.days(&mut self.dice);
        self.put("alert.days_without_backup", 15, 3, days.into());
        self.destinations(trouble);
        self.sources(trouble);
        if os == "windows" && trouble == Trouble::ArchiveMissing {
            self.letters();
        }
        if trouble == Trouble::Scheduled {
            let is_locked = self.dice.happens(350);
            self.put("schedule.locked", 250, 100, is_locked.into());
        }
        self.administrator(trouble);
    }

    /// A fact that is missing in so many devices of a thousand, and that cannot
    /// be had in so many others.
    fn put(&mut self, path: &str, missing: u64, unavailable: u64, value: Value) {
        let luck = self.dice.below(1000);
        if luck < missing {
            return;
        }
        let value = if luck < missing + unavailable {
            Value::Null
        } else {
            value
        };
        self.facts.insert(path.to_owned(), value);
    }

    fn versions(&mut self, trouble: Trouble) -> (&'static str, &'static str) {
        let app = if trouble == Trouble::OldVersion {
            self.dice.one_of(&["8.8.1", "10.0.0"])
        } else {
            self.dice
                .weighted(&[(2, "10.3.1"), (3, "11.0.0"), (15, "11.5.2")])
        };
        (app, self.dice.one_of(&["12.7", "13.6", "14.5", "15.1"]))
    }

    fn app(&mut self, trouble: Trouble, version: &str) {
        let message = trouble.message(&mut self.dice);
        self.put("app.message", 30, 6, message.into());
        self.put("app.version", 80, 10, version.into());
        let is_told = trouble == Trouble::CannotConnect && self.dice.happens(600);
        let email = if is_told {
            "Your device has been unable to reach any backup destinations for 3 days"
        } else {
            "none"
        };
        self.put("alert_email", 20, 12, email.into());
    }

    fn destinations(&mut self, trouble: Trouble) {
        let mut destinations = vec![self.destination("CrashPlan Cloud", trouble)];
        if trouble == Trouble::ArchiveMissing || self.dice.happens(150) {
            destinations.push(self.destination("External drive", trouble));
        }
        self.put("destinations", 10, 2, destinations.into());
    }

    fn destination(&mut self, name: &str, trouble: Trouble) -> Value {
        let indicator = if trouble == Trouble::CannotConnect {
            self.dice
                .weighted(&[(6, "red_alert"), (3, "grey_spinner"), (1, "green_check")])
        } else {
            "green_check"
        };
        let mut destination = json!({"name": name});
        match self.dice.below(1000) {
            0..8 => {}
            8..12 => destination["indicator"] = Value::Null,
            _ => destination["indicator"] = indicator.into(),
        }
        destination
    }

    fn sources(&mut self, trouble: Trouble) {
        let is_external = trouble == Trouble::CannotConnect && self.dice.happens(200);
        let path = if is_external { "E:/Photos" } else { "/Users" };
        let mut source = json!({"path": path, "external": is_external});
        if is_external && !self.dice.happens(150) {
            source["attached"] = self.dice.happens(300).into();
        }
        self.put("backup.sources", 60, 10, json!([source]));
    }

    fn letters(&mut self) {
        let expected = self.dice.one_of(&["E", "F"]);
        let current = self.dice.weighted(&[(5, "G"), (2, "E"), (2, "F")]);
        self.put("drive.expected_letter", 120, 30, expected.into());
        self.put("drive.current_letter", 150, 250, current.into());
    }

    /// What the administrator's tools see, most of all of devices that are away.
    fn administrator(&mut self, trouble: Trouble) {
        let is_away = matches!(trouble, Trouble::Offline | Trouble::OutOfReach);
        let in_use = !(is_away && self.dice.happens(250));
        let state = if is_away {
            self.dice
                .weighted(&[(4, "running"), (3, "stopped"), (2, "missing")])
        } else {
            "running"
        };
        let blocks = is_away && state == "running" && self.dice.happens(600);
        let missing = if is_away { 180 } else { 20 };
        self.put("device.in_use", missing * 2, 10, in_use.into());
        self.put("service.state", missing, 30, state.into());
        self.put("network.blocks_ports", missing * 2, 60, blocks.into());
    }
}

/// What people have tried so far: nothing of most devices.
fn attempted(dice: &mut Dice, trouble: Trouble) -> Vec<Value> {
    if !dice.happens(450) {
        return Vec::new();
    }
    let repairs = trouble.repairs();
    let count = dice.below(repairs.len() as u64 + 1) as usize;
    let outcome =
        |dice: &mut Dice| dice.weighted(&[(8, "not_fixed"), (1, "could_not"), (1, "skipped")]);
    let mut attempted: Vec<Value> = repairs[..count]
        .iter()
        .map(|action| json!({"action": action, "outcome": outcome(dice)}))
        .collect();
    if let Some(last) = attempted.last_mut()
        && dice.happens(100)
    {
        last["outcome"] = "fixed".into();
    }
    attempted
}
