//! What every chart keeps to.

#![allow(clippy::unwrap_used)]
use super::measure::{EM, width};
use super::*;
use jiff::civil::date;

const SYSTEMS: [&str; 7] = [
    "公文管理系统",
    "平潭综合实验区协同办公与应用支撑管理系统二期扩容工程（含移动端）",
    "A",
    "<b>\"签报\" & 'x'</b>",
    "",
    "Online education and training service platform of the province",
    "人事教育管理系统",
];

fn plot(series: usize) -> Plot {
    let amounts = |factor: usize| {
        let amount = |at: usize| (at != 3).then(|| Amount::count((at * 7 + 3) % 11 * factor));
        (0..SYSTEMS.len()).map(amount).collect()
    };
    Plot {
        of: "系统".to_owned(),
        labels: SYSTEMS.map(str::to_owned).to_vec(),
        series: (0..series)
            .map(|number| Series {
                name: format!("第 {number} 个很长很长的数列名称"),
                ink: Ink::Series(number),
                amounts: amounts(number + 1),
            })
            .collect(),
    }
}

fn calendar() -> Calendar {
    let states = DayState::ALL.into_iter().cycle();
    let day = |(day, state)| Day {
        date: date(2023, 9, day),
        mark: Mark::State(state),
        says: "公文管理系统".to_owned(),
    };
    Calendar {
        name: "巡检".to_owned(),
        days: (1..=20).zip(states).map(day).collect(),
    }
}

fn all() -> Vec<Chart> {
    let amounts = Calendar {
        name: "件数".to_owned(),
        days: (1..=28_i8)
            .map(|day| Day {
                date: date(2023, 2, day),
                mark: Mark::Amount(Amount::count(day.unsigned_abs().into())),
                says: String::new(),
            })
            .collect(),
    };
    let shapes = [
        Shape::Bars(plot(1)),
        Shape::Bars(plot(3)),
        Shape::Lines(plot(1)),
        Shape::Lines(plot(6)),
        Shape::Stacked(plot(4)),
        Shape::Pareto(plot(1)),
        Shape::Pie(plot(1)),
        Shape::Calendar(calendar()),
        Shape::Calendar(amounts),
        Shape::Bars(Plot::default()),
        Shape::Lines(Plot::default()),
        Shape::Stacked(Plot::default()),
        Shape::Pareto(Plot::default()),
        Shape::Pie(Plot::default()),
        Shape::Calendar(Calendar::default()),
    ];
    let chart = |shape| Chart::described("故障 <按系统>".to_owned(), Lang::ZhCn, shape);
    shapes.into_iter().map(chart).collect()
}

#[test]
fn every_chart_says_what_it_shows_and_brings_nothing_else() {
    for chart in all() {
        for paint in [Paint::Classes, Paint::Fixed] {
            let picture = svg(&chart, paint);
            assert!(
                picture.contains("role=\"img\"><title>故障 &lt;按系统&gt;</title><desc>"),
                "{picture}"
            );
            for never in ["NaN", "inf", "<b>", "style=", "<script", "on="] {
                assert!(!picture.contains(never), "{never} in {picture}");
            }
        }
        let fixed = svg(&chart, Paint::Fixed);
        assert!(!fixed.contains("class=") && !fixed.contains("%\" y"), "{fixed}");
        assert!(
            !svg(&chart, Paint::Classes).contains("=\"#"),
            "colours come from the style sheet"
        );
    }
}

/// Where each text of a picture with fixed colours stands: left, right, baseline.
fn texts(picture: &str) -> Vec<(f64, f64, f64, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap_or(("", "0\""));
        rest.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let mut found = Vec::new();
    for part in picture.split("<text").skip(1) {
        let (tag, rest) = part.split_once('>').unwrap();
        let inside = rest.split("</text>").next().unwrap();
        let shown = inside.rsplit("</title>").next().unwrap();
        let shown = shown
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        let (x, wide) = (attribute(tag, "x") + attribute(tag, "dx"), width(&shown));
        let left = match tag {
            tag if tag.contains("\"middle\"") => x - wide / 2.0,
            tag if tag.contains("\"end\"") => x - wide,
            _ => x,
        };
        found.push((left, left + wide, attribute(tag, "y"), shown));
    }
    found
}

#[test]
fn no_words_overlap_or_leave_the_picture() {
    for chart in all() {
        let picture = svg(&chart, Paint::Fixed);
        let texts = texts(&picture);
        for (at, a) in texts.iter().enumerate() {
            assert!(
                a.0 >= -0.5 && a.1 <= canvas::WIDTH + 0.5,
                "{a:?} leaves the picture"
            );
            for b in &texts[at + 1..] {
                let apart = a.1 <= b.0 || b.1 <= a.0 || (a.2 - b.2).abs() >= EM - 2.0;
                assert!(
                    apart || a.3.is_empty() || b.3.is_empty(),
                    "{a:?} lies on {b:?} in {:?}",
                    chart.shape
                );
            }
        }
    }
}

#[test]
fn a_long_name_is_shortened_and_kept_whole_in_a_title() {
    let picture = svg(
        &Chart::described("".to_owned(), Lang::ZhCn, Shape::Bars(plot(1))),
        Paint::Classes,
    );
    let whole = format!("<title>{}</title>平潭综合", SYSTEMS[1]);
    assert!(picture.contains(&whole), "{picture}");
}

#[test]
fn a_pareto_is_sorted_and_adds_up() {
    let plot = Plot {
        of: "原因".to_owned(),
        labels: ["软件", "人为", "硬件"].map(str::to_owned).to_vec(),
        series: vec![Series {
            name: "故障数".to_owned(),
            ink: Ink::Series(0),
            amounts: [2, 0, 6].map(|n| Some(Amount::count(n))).to_vec(),
        }],
    };
    let chart = Chart::described("原因".to_owned(), Lang::ZhCn, Shape::Pareto(plot));
    let table = chart.table();
    assert_eq!(table.head, ["原因", "故障数", "占比", "累计占比"]);
    assert_eq!(
        table.rows,
        [["硬件", "6", "75.0%", "75.0%"], ["软件", "2", "25.0%", "100.0%"]]
    );
    assert!(
        chart.description.starts_with("硬件 故障数 6、占比 75.0%"),
        "{}",
        chart.description
    );
}

#[test]
fn small_parts_of_a_pie_are_one() {
    let mut many = plot(1);
    many.labels = (0..20).map(|number| format!("分类{number}")).collect();
    many.series[0].amounts = (0..20).map(|number| Some(Amount::count(20 - number))).collect();
    let chart = Chart::described(String::new(), Lang::ZhCn, Shape::Pie(many));
    let picture = svg(&chart, Paint::Classes);
    assert!(picture.contains("其他: 120 · 57.1%"), "{picture}");
    assert_eq!(chart.table().rows.len(), 20);
}

/// Of amounts nothing was planned: a day without one has none.
#[test]
fn a_day_without_an_amount_has_none() {
    let day = Day {
        date: date(2024, 1, 9),
        mark: Mark::Amount(Amount::count(2)),
        says: String::new(),
    };
    let calendar = Calendar {
        name: "Faults".to_owned(),
        days: vec![day],
    };
    let picture = svg(
        &Chart::described(String::new(), Lang::En, Shape::Calendar(calendar)),
        Paint::Classes,
    );
    assert!(
        picture.contains("2024-01-10 none") && picture.contains(">2024-01<"),
        "{picture}"
    );
    assert!(!picture.contains("planned"), "{picture}");
}

#[test]
fn a_day_shows_its_state_by_form() {
    let picture = svg(
        &Chart::described(String::new(), Lang::ZhCn, Shape::Calendar(calendar())),
        Paint::Classes,
    );
    for said in [
        "2023-09-01 已完成 · 公文管理系统",
        "2023-09-02 迟做",
        "2023-09-03 缺失",
        "2023-09-04 未到期",
        "2023-09-30 无计划",
    ] {
        assert!(picture.contains(said), "{said} in {picture}");
    }
    assert_eq!(DayState::named("not_yet"), Some(DayState::NotYet));
    assert_eq!(DayState::named("x"), None);
}
