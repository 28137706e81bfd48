//! What 人员 says of who works at the paper.

use crate::locale::desk::Words;
use trade::people::Role;

/// What is done to somebody who works at the paper, or to whether they sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonTask {
    /// Enter somebody, or let somebody come back.
    Add,
    /// Give the chosen person another role.
    Role,
    /// Give the chosen person another PIN.
    Pin,
    /// The chosen person works here no more.
    Retire,
    /// Switch sign-in on or off.
    SignIn,
}

impl Words {
    /// The button that opens the form for a new person.
    pub const fn add_person(&self) -> &'static str {
        self.either("新增或复职", "Add, or back again")
    }

    /// Gives somebody another role.
    pub const fn change_role(&self) -> &'static str {
        self.either("改岗位", "Change the role")
    }

    /// Gives somebody another PIN.
    pub const fn set_pin(&self) -> &'static str {
        self.either("设新口令", "Set a new PIN")
    }

    /// Somebody works here no more.
    pub const fn retire_person(&self) -> &'static str {
        self.either("停用", "Retire")
    }

    /// The list is empty.
    pub const fn nobody_yet(&self) -> &'static str {
        self.either(
            "还没有录入人员：姓名随手填写，不核对口令。先录入负责人，再录入其他人，然后可以启用登录",
            "Nobody is entered yet: names are as they are typed, and no PIN is asked. Enter the owner first, then the others; then sign-in can be switched on",
        )
    }

    /// What a person is at the paper.
    pub const fn person_role(&self) -> &'static str {
        self.either("岗位", "Role")
    }

    /// What a role may do by itself, in short.
    pub const fn role_means(&self, role: Role) -> &'static str {
        match role {
            Role::Owner => self.either(
                "什么都可以办；人员和权限只有负责人能改",
                "May do everything, and alone changes persons and rights",
            ),
            Role::Supervisor => self.either(
                "除人员和权限外都可以办，批准别人不能自己办的",
                "May do all but change persons and rights, and approves for others",
            ),
            Role::Clerk => self.either(
                "收稿、收款、挂账、日结；其余按权限表",
                "Takes ads and payments, closes the day; else by the table of rights",
            ),
            Role::Cashier => self.either(
                "收款、挂账、日结；其余按权限表",
                "Takes payments, closes the day; else by the table of rights",
            ),
            Role::MakeUp => {
                self.either("只看，不改账目；其余按权限表", "Looks and changes nothing; else by the table of rights")
            }
        }
    }

    /// A PIN that is to be set.
    pub const fn new_pin(&self) -> &'static str {
        self.either("新口令（不显示）", "New PIN (not shown)")
    }

    /// The same once more.
    pub const fn pin_again(&self) -> &'static str {
        self.either("再输一遍", "The same again")
    }

    /// What may be a PIN.
    pub const fn pin_note(&self) -> &'static str {
        self.either(
            "4 到 12 位数字，由本人输入；同一个数字、顺着数、两位重复的不行",
            "4 to 12 figures, typed by the person; not one figure, a row or a pair again and again",
        )
    }

    /// The field of the owner who switches sign-in on.
    pub const fn owner_name(&self) -> &'static str {
        self.either("负责人姓名", "Name of the owner")
    }

    /// The field of the owner's PIN.
    pub const fn owner_pin(&self) -> &'static str {
        self.either("负责人口令（不显示）", "PIN of the owner (not shown)")
    }

    /// The button that switches sign-in.
    pub const fn switch_sign_in(&self, on: bool) -> &'static str {
        if on {
            self.either("关闭登录", "Switch sign-in off")
        } else {
            self.either("启用登录", "Switch sign-in on")
        }
    }

    /// What sign-in does while it is on.
    pub const fn sign_in_means(&self) -> &'static str {
        self.either(
            "启用后：开窗口、十分钟没人动、按 F11 都要重新登录；每笔改动都有报过口令的人；不能自己办的按 F12 请人批准",
            "While it is on: the desk asks who works when it opens, after ten idle minutes and at F11; every change bears who gave a PIN; F12 asks for an approval",
        )
    }

    /// The role of somebody, as the name of a setting.
    pub fn role_of(&self, name: &str) -> String {
        if self.zh() { format!("{name} 的岗位") } else { format!("role of {name}") }
    }

    /// The heading of the form for what is done to somebody.
    pub fn person_task(&self, task: PersonTask, name: &str, on: bool) -> String {
        match (task, self.zh()) {
            (PersonTask::Add, true) => "新增人员；已停用的人再录入就复职".to_owned(),
            (PersonTask::Add, false) => "Enter somebody; who left comes back by it".to_owned(),
            (PersonTask::Role, true) => format!("{name} 的岗位（姓名录入后不改：另有其名的，停用后新增）"),
            (PersonTask::Role, false) => {
                format!("The role of {name} (a name never changes: retire it and enter the other)")
            }
            (PersonTask::Pin, true) => format!("{name} 的新口令"),
            (PersonTask::Pin, false) => format!("A new PIN for {name}"),
            (PersonTask::Retire, true) => format!("停用 {name}：从此不能登录，登记过的照旧"),
            (PersonTask::Retire, false) => format!("Retire {name}: signs in no more; what they booked stays"),
            (PersonTask::SignIn, true) => {
                if on { "关闭登录：从此不核对口令" } else { "启用登录：由负责人报口令" }.to_owned()
            }
            (PersonTask::SignIn, false) => if on {
                "Switch sign-in off: no PIN is asked any more"
            } else {
                "Switch sign-in on: an owner gives their PIN"
            }
            .to_owned(),
        }
    }

    /// The button that does it.
    pub const fn do_person(&self, task: PersonTask, on: bool) -> &'static str {
        match task {
            PersonTask::Add => self.either("录入此人", "Enter this person"),
            PersonTask::Role => self.either("改为此岗位", "Give this role"),
            PersonTask::Pin => self.either("设为新口令", "Set this PIN"),
            PersonTask::Retire => self.either("停用此人", "Retire this person"),
            PersonTask::SignIn => self.switch_sign_in(on),
        }
    }

    /// What was done to somebody, after it was done.
    pub fn person_done(&self, task: PersonTask, name: &str, on: bool) -> String {
        match (task, self.zh()) {
            (PersonTask::Add, true) => format!("已录入 {name}"),
            (PersonTask::Add, false) => format!("Entered: {name}"),
            (PersonTask::Role, true) => format!("{name} 的岗位已改"),
            (PersonTask::Role, false) => format!("{name} has another role"),
            (PersonTask::Pin, true) => format!("{name} 的口令已换，旧的作废"),
            (PersonTask::Pin, false) => format!("{name} has a new PIN; the old one is void"),
            (PersonTask::Retire, true) => format!("已停用 {name}；复职就再录入一次"),
            (PersonTask::Retire, false) => format!("Retired: {name}; enter them again if they come back"),
            (PersonTask::SignIn, true) => if on { "已关闭登录" } else { "已启用登录" }.to_owned(),
            (PersonTask::SignIn, false) => if on { "Sign-in is off" } else { "Sign-in is on" }.to_owned(),
        }
    }
}
