//! What is wrong with a rule, in words.

use derek_logic::FaultKind;
use derek_study::{Said, say};

/// A fault of a program of rules as a sentence, with what to do about it.
pub fn fault_said(kind: &FaultKind) -> Said {
    match kind {
        FaultKind::Unexpected { found, expected } if found.is_empty() => {
            say!({ expected } en: "the text ends where “{expected}” is expected", ru: "текст кончается там, где ожидается «{expected}»", kk: "«{expected}» күтілген жерде мәтін аяқталады")
        }
        FaultKind::Unexpected { found, expected } => {
            say!({ found, expected } en: "“{found}” stands where “{expected}” is expected", ru: "«{found}» стоит там, где ожидается «{expected}»", kk: "«{expected}» күтілген жерде «{found}» тұр")
        }
        FaultKind::Unclosed => {
            say!(en: "this is not closed", ru: "это не закрыто", kk: "бұл жабылмаған")
        }
        FaultKind::Character(character) => {
            let character = character.to_string();
            say!({ character } en: "“{character}” has no meaning in a rule", ru: "«{character}» в правиле ничего не значит", kk: "«{character}» ережеде ештеңе білдірмейді")
        }
        FaultKind::Number(text) => {
            say!({ text } en: "“{text}” is no number of 64 bits", ru: "«{text}» — не 64-разрядное число", kk: "«{text}» — 64 разрядты сан емес")
        }
        FaultKind::TooLarge => {
            say!(en: "this is nested too deeply or has too many parts; divide it", ru: "слишком глубокая вложенность или слишком много частей; разделите", kk: "тым терең ұяланған немесе бөліктері тым көп; бөліңіз")
        }
        FaultKind::Unsupported(what) => {
            say!({ what } en: "“{what}” is more than plain rules and is not supported", ru: "«{what}» выходит за пределы простых правил и не поддерживается", kk: "«{what}» қарапайым ережелерден тыс, қолдау таппайды")
        }
        FaultKind::Twice { name, .. } => {
            say!({ name } en: "“{name}” is declared twice; keep one", ru: "«{name}» объявлено дважды; оставьте одно", kk: "«{name}» екі рет жарияланған; біреуін қалдырыңыз")
        }
        FaultKind::UnknownType(name) => {
            say!({ name } en: "there is no type “{name}”", ru: "типа «{name}» нет", kk: "«{name}» деген тип жоқ")
        }
        FaultKind::EndlessType(name) => {
            say!({ name } en: "the type “{name}” is defined by itself", ru: "тип «{name}» определён через самого себя", kk: "«{name}» типі өзі арқылы анықталған")
        }
        FaultKind::MixedUnion(name) => {
            say!({ name } en: "“{name}” unites types of different kinds", ru: "«{name}» объединяет разнородные типы", kk: "«{name}» әртекті типтерді біріктіреді")
        }
        FaultKind::UnknownRelation { name, near: Some(near) } => {
            say!({ name, near } en: "there is no relation “{name}”; is “{near}” meant?", ru: "отношения «{name}» нет; имелось в виду «{near}»?", kk: "«{name}» деген қатынас жоқ; «{near}» ме еді?")
        }
        FaultKind::UnknownRelation { name, near: None } => {
            say!({ name } en: "there is no relation “{name}”; declare it with .decl", ru: "отношения «{name}» нет; объявите его через .decl", kk: "«{name}» деген қатынас жоқ; оны .decl арқылы жариялаңыз")
        }
        FaultKind::Arity { name, expected, found } => {
            say!({ name, expected, found } en: "“{name}” takes {expected} terms, not {found}", ru: "«{name}»: нужно членов — {expected}, дано — {found}", kk: "«{name}»: {expected} мүше керек, {found} берілген")
        }
        FaultKind::UnknownFunction(name) => {
            say!({ name } en: "there is no function “{name}”", ru: "функции «{name}» нет", kk: "«{name}» деген функция жоқ")
        }
        FaultKind::Clash { what, one, other } => {
            say!({ what, one, other } en: "“{what}” would have to be {one} and {other} at once", ru: "«{what}» должно быть сразу {one} и {other}", kk: "«{what}» бір мезгілде {one} және {other} болуы керек еді")
        }
        FaultKind::Wider { what, column, values } => {
            say!({ what, column, values } en: "“{what}” is {values}, the column holds only {column}", ru: "«{what}» — это {values}, а столбец вмещает только {column}", kk: "«{what}» — {values}, ал баған тек {column} сыйғызады")
        }
        FaultKind::Unbound(name) => {
            say!({ name } en: "nothing gives “{name}” a value; name it in a condition that must hold", ru: "ничто не даёт значения «{name}»; назовите её в условии, которое должно выполняться", kk: "«{name}» мәнін ештеңе бермейді; оны орындалуы тиіс шартта атаңыз")
        }
        FaultKind::NoValue => {
            say!(en: "“_” stands where a value is needed", ru: "«_» стоит там, где нужно значение", kk: "мән қажет жерде «_» тұр")
        }
        FaultKind::NotConstant => {
            say!(en: "a fact has only constants; give the rule a condition with :-", ru: "в факте только постоянные; дайте правилу условие через :-", kk: "фактіде тек тұрақтылар болады; ережеге :- арқылы шарт беріңіз")
        }
        FaultKind::Cycle { through } => {
            let names: Vec<&str> =
                through.iter().chain(through.first()).map(|(name, _)| name.as_str()).collect();
            let circle = names.join(" → ");
            say!({ circle } en: "this depends on its own absence or count: {circle}", ru: "это зависит от собственного отсутствия или счёта: {circle}", kk: "бұл өзінің жоқтығына немесе санына тәуелді: {circle}")
        }
        FaultKind::Witness(name) => {
            say!({ name } en: "“{name}” has a value only inside the count or sum; bind it outside", ru: "«{name}» имеет значение только внутри счёта или суммы; свяжите её снаружи", kk: "«{name}» мәні тек санның не қосындының ішінде бар; оны сыртта байланыстырыңыз")
        }
        FaultKind::Endless { through } => {
            let circle = through.join(", ");
            say!({ circle } en: "this makes new values from itself and may never end: {circle}", ru: "это порождает новые значения из себя и может не кончиться: {circle}", kk: "бұл өзінен жаңа мәндер туғызады, бітпеуі мүмкін: {circle}")
        }
        FaultKind::Hint(what) => {
            say!({ what } en: "the hint “{what}” cannot be followed here", ru: "указание «{what}» здесь невыполнимо", kk: "«{what}» нұсқауы мұнда орындалмайды")
        }
        FaultKind::Once(name) => {
            say!({ name } en: "“{name}” occurs only once; write _ if any value will do", ru: "«{name}» встречается один раз; если годится любое значение, пишите _", kk: "«{name}» бір рет қана кездеседі; кез келген мән жараса, _ жазыңыз")
        }
        FaultKind::NotOnce(name) => {
            say!({ name } en: "“{name}” begins with _ and occurs more than once", ru: "«{name}» начинается с _, но встречается не раз", kk: "«{name}» _ белгісінен басталады, бірақ бірнеше рет кездеседі")
        }
        FaultKind::Empty(name) => {
            say!({ name } en: "nothing is known of “{name}”: no fact, no rule, no .input", ru: "о «{name}» ничего не известно: ни факта, ни правила, ни .input", kk: "«{name}» туралы ештеңе белгісіз: факт та, ереже де, .input та жоқ")
        }
        FaultKind::Old(what) => {
            say!({ what } en: "“{what}” is an old form; write .type NAME <: TYPE", ru: "«{what}» — устаревшая запись; пишите .type ИМЯ <: ТИП", kk: "«{what}» — ескі жазу; .type АТЫ <: ТИП деп жазыңыз")
        }
    }
}
