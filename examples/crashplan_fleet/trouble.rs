//! What can be wrong with a device that backs up with `CrashPlan`.

use super::dice::Dice;

/// What is wrong with a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    None,
    CannotConnect,
    ArchiveMissing,
    Scheduled,
    Maintenance,
    NotRecognized,
    WrongPassword,
    OutOfReach,
    LicenceLimit,
    OldVersion,
    NotAuthorized,
    ExcludedNetwork,
    Offline,
}

/// How often each occurs, among ten thousand devices.
const SHARES: [(u64, Trouble); 13] = [
    (8_300, Trouble::None),
    (420, Trouble::CannotConnect),
    (180, Trouble::ArchiveMissing),
    (140, Trouble::Scheduled),
    (160, Trouble::Maintenance),
    (60, Trouble::NotRecognized),
    (120, Trouble::WrongPassword),
    (110, Trouble::OutOfReach),
    (40, Trouble::LicenceLimit),
    (150, Trouble::OldVersion),
    (50, Trouble::NotAuthorized),
    (70, Trouble::ExcludedNetwork),
    (200, Trouble::Offline),
];

impl Trouble {
    pub(crate) fn of(dice: &mut Dice) -> Self {
        dice.weighted(&SHARES)
    }

    /// What the app shows.
    pub(crate) fn message(self, dice: &mut Dice) -> &'static str {
        match self {
            Trouble::None | Trouble::Offline => {
                dice.one_of(&["Backup complete", "Backing up", "Preparing to back up", "Ready"])
            }
            Trouble::CannotConnect => dice.one_of(&[
                "Cannot connect to destination. If the problem continues, contact your administrator or support for assistance.",
                "cannot connect to destination",
            ]),
            Trouble::ArchiveMissing => dice.one_of(&[
                "Archive missing. Backup location is not accessible.",
                "Backup location is not accessible",
            ]),
            Trouble::Scheduled => "Backup scheduled to run at 11:30 PM",
            Trouble::Maintenance => dice.one_of(&[
                "Routine maintenance. Backup will resume automatically when maintenance completes.",
                "Backup will resume automatically when maintenance completes",
            ]),
            Trouble::NotRecognized => "Not recognized. The destination does not recognize this device.",
            Trouble::WrongPassword => "Unable to sign in: wrong user name or password",
            Trouble::OutOfReach => "Unable to connect, check your network",
            Trouble::LicenceLimit => "License limit reached",
            Trouble::OldVersion => "You have an older version of the CrashPlan app",
            Trouble::NotAuthorized => "Not authorized",
            Trouble::ExcludedNetwork => "Backup paused - network blocked",
        }
    }

    /// For how many days the device was not backed up.
    pub(crate) fn days(self, dice: &mut Dice) -> u64 {
        match self {
            Trouble::Offline => 3 + dice.below(40),
            Trouble::OutOfReach => dice.below(12),
            Trouble::CannotConnect | Trouble::ArchiveMissing => dice.below(6),
            _ => dice.below(3),
        }
    }

    /// What is tried against it, in the order in which people do.
    pub(crate) fn repairs(self) -> &'static [&'static str] {
        match self {
            Trouble::None => &[],
            Trouble::CannotConnect => &["attach_drive", "reauthenticate", "reinstall"],
            Trouble::ArchiveMissing => &[
                "remove_ghost_folder",
                "remount_drive",
                "assign_drive_letter",
                "attach_drive",
            ],
            Trouble::Scheduled => &["adjust_schedule"],
            Trouble::Maintenance => &[
                "wait_for_maintenance",
                "wait_for_maintenance",
                "wait_for_maintenance",
            ],
            Trouble::NotRecognized => &["reauthenticate"],
            Trouble::WrongPassword => &["reset_password"],
            Trouble::LicenceLimit => &["free_a_licence"],
            Trouble::OldVersion => &["update_app"],
            Trouble::NotAuthorized => &["restart_service"],
            Trouble::ExcludedNetwork => &["allow_this_network"],
            Trouble::OutOfReach | Trouble::Offline => &[
                "deactivate_device",
                "restart_service",
                "redeploy_app",
                "allow_ports",
            ],
        }
    }
}
