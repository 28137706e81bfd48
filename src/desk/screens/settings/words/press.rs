//! What 印刷 says of the press.

use crate::locale::desk::Words;

impl Words {
    /// What the printing condition does.
    pub const fn condition_note(&self) -> &'static str {
        self.either(
            "写进单独的广告文件，印厂据此换算颜色；不清楚就用 IFRA26",
            "Stands in the file of an ad alone, and the press converts colours by it; IFRA26 if in doubt",
        )
    }

    /// What the gain does.
    pub const fn gain_note(&self) -> &'static str {
        self.either("照片预先减淡的程度；0 不减", "How much pictures are lightened; 0: not")
    }

    /// What the thinnest rule does.
    pub const fn least_rule_note(&self) -> &'static str {
        self.either("更细的样式不出片", "Finer styles are refused")
    }

    /// What the smallest type does.
    pub const fn least_type_note(&self) -> &'static str {
        self.either("更小的字不出片", "Smaller type is refused")
    }

    /// The button that posts what is typed of the press.
    pub const fn save_press(&self) -> &'static str {
        self.either("保存印刷设置", "Save the press")
    }

    /// The profile, as the name of a setting.
    pub const fn profile_name(&self) -> &'static str {
        self.either("色彩特性文件", "profile")
    }

    /// Label of the field for the paper's own account.
    pub const fn account_field(&self) -> &'static str {
        self.either("收款账户（开户行和账号）", "Bank and account for what is owed")
    }

    /// The registered printing condition.
    pub const fn press_condition(&self) -> &'static str {
        self.either("印刷条件（ICC 登记名）", "Printing condition (ICC registry)")
    }

    /// The ways of printing the second colour: process, black, spot.
    pub const fn second_colours(&self) -> [&'static str; 3] {
        if self.zh() {
            ["四色（M100 Y100）", "单黑", "专色"]
        } else {
            ["Process (M100 Y100)", "Black only", "Spot"]
        }
    }

    /// Label of the choice of the second colour.
    pub const fn second_colour(&self) -> &'static str {
        self.either("套红", "Red")
    }

    /// The name of the spot ink.
    pub const fn spot_name(&self) -> &'static str {
        self.either("专色油墨名（印厂的叫法）", "Name of the ink, as the press calls it")
    }

    /// The gain of pictures.
    pub const fn picture_gain(&self) -> &'static str {
        self.either("图片网点扩大 %", "Picture gain %")
    }

    /// Label of the field for the thinnest rule, in points.
    pub const fn least_rule(&self) -> &'static str {
        self.either("最细线条（磅）", "Thinnest rule (pt)")
    }

    /// Label of the field for the smallest type, in points.
    pub const fn least_type(&self) -> &'static str {
        self.either("最小字号（磅）", "Smallest type (pt)")
    }

    /// The path of a profile.
    pub const fn profile_path(&self) -> &'static str {
        self.either("印厂的色彩特性文件 .icc（写路径，按回车）", "Profile of the press, .icc (path, then Enter)")
    }

    /// Takes the profile away.
    pub const fn no_profile(&self) -> &'static str {
        self.either("不嵌特性文件", "Without a profile")
    }

    /// Sets what Chinese newspapers publish.
    pub const fn newsprint_preset(&self) -> &'static str {
        self.either("按国内报纸通行设置", "As Chinese newspapers ask")
    }

    /// What files for the press are, and what they name.
    pub fn press_note(&self, standard: &str, condition: &str) -> String {
        if self.zh() {
            format!("单独的广告文件为 {standard}，印刷条件 {condition}")
        } else {
            format!("Files of an ad alone are {standard} for {condition}")
        }
    }
}
