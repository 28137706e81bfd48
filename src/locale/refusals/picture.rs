//! The words of pictures that are not taken.

use crate::locale::Explanation;
use trade::refusal::PictureTrouble;

pub fn chinese(why: &PictureTrouble) -> Explanation {
    match why {
        PictureTrouble::NotAPicture => Explanation::new("这个文件不是图片", "请用 JPEG 或 PNG 图片"),
        PictureTrouble::Damaged => Explanation::new("图片不完整，解不出来", "请客户重新发送原图"),
        PictureTrouble::TooLarge { megapixels: Some(megapixels), most, .. } => Explanation::new(
            format!("图片有 {} 万像素，这种格式的上限是 {} 万", megapixels * 100, most * 100),
            format!("请缩小到 {} 万像素以内；印报不需要这么多", most * 100),
        ),
        PictureTrouble::TooLarge { megapixels: None, megabytes, most } => {
            Explanation::new(format!("图片文件有 {megabytes} MB，超过上限 {most}"), format!("请缩小到 {most} MB 以内"))
        }
        PictureTrouble::TooLong { side, most } => {
            Explanation::new(format!("图片一边有 {side} 像素，上限是 {most}"), "请裁去多余部分，或缩小")
        }
        PictureTrouble::TooComplex { scans, most } => Explanation::new(
            format!("这张 JPEG 分 {scans} 遍描画，这么大的图上限是 {most} 遍"),
            "请用看图软件另存为普通（非渐进）JPEG",
        ),
        PictureTrouble::OnNotice => Explanation::new("公告不配图片", "请去掉图片，或改为祝福"),
        PictureTrouble::NoRoom { size, smallest: Some(holds) } => Explanation::new(
            format!("{} cm 放不下图片", size.said()),
            format!("请改用 {} cm，或去掉图片", holds.said()),
        ),
        PictureTrouble::NoRoom { size, smallest: None } => {
            Explanation::new(format!("{} cm 放不下图片和稿件", size.said()), "请去掉图片，或删减稿件")
        }
    }
}

pub fn english(why: &PictureTrouble) -> Explanation {
    match why {
        PictureTrouble::NotAPicture => Explanation::new("The file is no picture", "Use a JPEG or PNG picture"),
        PictureTrouble::Damaged => {
            Explanation::new("The picture is incomplete and cannot be decoded", "Ask the customer for the original")
        }
        PictureTrouble::TooLarge { megapixels: Some(megapixels), most, .. } => Explanation::new(
            format!("The picture has {megapixels} megapixels; in its format at most {most} are taken"),
            format!("Make it smaller, to at most {most} megapixels; print needs no more"),
        ),
        PictureTrouble::TooLarge { megapixels: None, megabytes, most } => Explanation::new(
            format!("The picture's file has {megabytes} MB; at most {most} MB are taken"),
            format!("Make it smaller, to at most {most} MB"),
        ),
        PictureTrouble::TooLong { side, most } => Explanation::new(
            format!("One side of the picture has {side} pixels; at most {most} are taken"),
            "Crop it, or make it smaller",
        ),
        PictureTrouble::TooComplex { scans, most } => Explanation::new(
            format!("The JPEG is drawn in {scans} scans; at its size at most {most} are taken"),
            "Save it as an ordinary JPEG, not a progressive one",
        ),
        PictureTrouble::OnNotice => {
            Explanation::new("A notice takes no picture", "Remove the picture, or book a blessing")
        }
        PictureTrouble::NoRoom { size, smallest: Some(holds) } => Explanation::new(
            format!("{} cm has no room for a picture", size.said()),
            format!("Take {} cm, or remove the picture", holds.said()),
        ),
        PictureTrouble::NoRoom { size, smallest: None } => Explanation::new(
            format!("{} cm has no room for the picture and the copy", size.said()),
            "Remove the picture, or shorten the copy",
        ),
    }
}
