//! Simplified and traditional Chinese: names and secrets are compared in simplified characters, so
//! that a column headed 密碼 or 餘額 is what it is when headed 密码 or 余额.

/// Traditional characters, each followed by the simplified one that it is compared as.
///
/// It holds what occurs in the names of fields, in their values and in the headings of secrets, and
/// the characters that commonly stand beside those. A character that is missing here only makes a
/// heading unknown.
const PAIRS: &str = "\
    號号碼码驗验證证証证兌兑換换貨货權权詞词鑰钥動动態态應应狀状額额餘余綁绑綑捆訂订單单編编臺台東东寶宝發发電电實实體体啟启啓启過过開开關关聯联戶户異异錄录違违規规記记參参與与轉转讓让購购買买賣卖賬账帳账\
    結结題题類类審审階阶間间時时預预約约項项銀银報报價价據据圖图級级員员數数線线維维護护統统費费貸贷贈赠離离頁页齊齐歷历曆历無无現现當当確确稱称簽签簡简終终經经繳缴續续處处補补複复復复覆复計计註注詳详認认\
    誤误請请資资輸输辦办還还銷销錢钱錯错鎖锁長长點点盜盗億亿萬万優优儲储會会國国塊块對对後后從从憑凭掛挂擔担損损敗败檢检標标機机於于沒没準准滿满營营獎奖種种筆笔節节紅红給给聲声舊旧術术裝装製制視视設设評评\
    試试說说識识議议負负財财責责質质車车載载農农運运遞递遠远郵邮釋释鍵键門门閉闭隨随雙双雜杂雲云順顺頻频風风飯饭館馆騙骗騰腾魚鱼龍龙儀仪償偿減减測测區区協协變变團团執执場场壓压學学寫写導导將将專专層层屬属\
    歲岁師师帶带幫帮廣广張张強强徵征採采擇择擴扩斷断書书條条樣样構构樓楼氣气決决況况淨净匯汇彙汇滙汇劃划劵券禮礼錶表隻只髮发檯台鐘钟鍾钟幾几乾干個个們们兩两來来倉仓側侧傳传債债僅仅創创剛刚劑剂勞劳務务勢势\
    勝胜勵励問问啞哑喪丧喬乔嘗尝嚴严圓圆貳贰陸陆夠够奪夺婦妇媽妈孫孙寧宁屆届島岛峽峡廠厂廳厅彈弹徑径恆恒惡恶愛爱慮虑憶忆懷怀戰战戲戏拋抛掃扫揚扬擊击擬拟攜携攝摄敘叙曉晓極极業业榮荣樹树橋桥歡欢殘残殺杀毀毁\
    漢汉湯汤溫温滅灭濟济濾滤災灾為为烏乌煙烟熱热燈灯爭争爾尔牆墙獨独獲获環环產产畢毕畫画療疗盡尽盤盘監监碩硕礎础禍祸祕秘積积窮穷競竞範范糧粮紀纪納纳紙纸純纯紋纹細细組组絡络絕绝綜综緊紧緒绪縣县總总績绩織织\
    罰罚罷罢義义習习聖圣聞闻職职聽听腦脑臨临舉举蘭兰蘇苏虧亏蟲虫衛卫觀观觸触訊讯託托許许訴诉詢询該该誰谁課课調调談谈論论謝谢譯译讀读貝贝貢贡貧贫販贩貫贯貴贵貼贴賀贺賓宾賞赏賠赔賢贤賴赖趕赶軍军軟软輕轻輛辆\
    轄辖達达適适選选遺遗邊边鄉乡鄰邻醫医鈔钞鉤钩鋪铺鋼钢錦锦鎮镇鏈链鐵铁閃闪閒闲閱阅闆板陣阵陰阴陳陈隊队際际險险難难靈灵靜静頂顶頓顿領领頭头顆颗願愿顧顾飛飞養养馬马駕驾驚惊驟骤鮮鲜鳥鸟麗丽黃黄齡龄暫暂\
    備备凍冻刪删別别講讲詐诈輪轮這这須须駛驶網网虛虚內内脫脱並并説说進进歸归眾众雖虽連连廢废謹谨隱隐圍围蓋盖綠绿藍蓝緣缘舖铺祇只";

/// How many pairs there are: each of the two characters has three bytes.
const PAIR_COUNT: usize = PAIRS.len() / 6;

/// The pairs in the order of their first characters.
const SORTED: [(u16, u16); PAIR_COUNT] = {
    let mut pairs = [(0, 0); PAIR_COUNT];
    let mut count = 0;
    while count < PAIR_COUNT {
        let pair = (at(count * 6), at(count * 6 + 3));
        let mut place = count;
        // The first of those that are listed twice stays the first.
        while place > 0 && pairs[place - 1].0 > pair.0 {
            pairs[place] = pairs[place - 1];
            place -= 1;
        }
        pairs[place] = pair;
        count += 1;
    }
    pairs
};

/// The character of three bytes at a place of the table.
const fn at(place: usize) -> u16 {
    let bytes = PAIRS.as_bytes();
    let (first, second, third) = (bytes[place], bytes[place + 1], bytes[place + 2]);
    assert!(first >> 4 == 0xe, "each character has three bytes");
    (first as u16 & 0xf) << 12 | (second as u16 & 0x3f) << 6 | third as u16 & 0x3f
}

/// The character that a Chinese one is compared as: its simplified form, or itself.
pub fn simplified(c: char) -> char {
    // No traditional form lies before the unified ideographs; nearly every name stops here.
    let (true, Ok(code)) = (c >= '\u{4e00}', u16::try_from(c)) else { return c };
    let place = SORTED.partition_point(|(traditional, _)| *traditional < code);
    match SORTED.get(place) {
        Some((traditional, simple)) if *traditional == code => char::from_u32((*simple).into()).unwrap_or(c),
        _ => c,
    }
}

/// A text in the script of another: traditional where the other has traditional characters, as far
/// as the table goes.
pub fn in_script_of(text: &str, other: &str) -> String {
    if other.chars().all(|c| simplified(c) == c) {
        return text.to_owned();
    }
    text.chars().map(traditional).collect()
}

/// The traditional form of a simplified character that is listed first, or itself.
fn traditional(c: char) -> char {
    let mut chars = PAIRS.chars();
    while let (Some(traditional), Some(simple)) = (chars.next(), chars.next()) {
        if simple == c {
            return traditional;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_forms_are_simplified_and_nothing_else_is() {
        let simple = |text: &str| text.chars().map(simplified).collect::<String>();
        for (text, want) in [
            ("支付密碼", "支付密码"),
            ("驗證碼", "验证码"),
            ("兌換碼", "兑换码"),
            ("餘額", "余额"),
            ("京東已綁定", "京东已绑定"),
            ("卡号 card_no", "卡号 card_no"),
        ] {
            assert_eq!(simple(text), want);
        }
    }

    #[test]
    fn a_text_follows_the_script_of_another() {
        for (text, other, want) in [
            ("状态", "狀態欄", "狀態"),
            ("到期日", "倒期日", "到期日"),
            ("余额", "卡餘額", "餘額"),
            ("绑定时间", "綁訂時間", "綁定時間"),
            ("账户状态", "帳戶狀", "賬戶狀態"),
        ] {
            assert_eq!(in_script_of(text, other), want);
        }
    }

    #[test]
    fn the_table_is_made_of_pairs_that_lead_to_an_end() {
        let chars: Vec<char> = PAIRS.chars().collect();
        assert_eq!(chars.len(), 2 * PAIR_COUNT);
        for pair in chars.chunks(2) {
            let listed = chars.chunks(2).find(|listed| listed[0] == pair[0]).unwrap();
            assert_eq!(simplified(pair[0]), listed[1], "{pair:?}");
            assert_eq!(simplified(pair[1]), pair[1], "{pair:?}");
        }
    }
}
