//! The text that is ours, in each built-in language.

/// Text of ours in pictures and text versions, as it is drawn.
#[derive(Debug)]
pub struct Texts {
    /// Heading of the poster's aside.
    pub aside: &'static str,
    /// Stands before a card's roles, with its colon.
    pub roles: &'static str,
    /// Stands between two roles.
    pub separator: &'static str,
    /// Legend: a solid arrow.
    pub directs: &'static str,
    /// Legend: a dashed arrow.
    pub feedback: &'static str,
    /// Legend: an arrow with two heads.
    pub mutual: &'static str,
    /// Heading of the outcomes in a text version.
    pub outcomes: &'static str,
    /// Heading of the flows in a text version.
    pub flows: &'static str,
    /// Header of the column where a flow starts.
    pub from: &'static str,
    /// Header of the column where a flow points.
    pub to: &'static str,
    /// Header of the column that says what flows.
    pub flow: &'static str,
    /// Header of the column that says how it is drawn.
    pub kind: &'static str,
    /// In the column of kinds: against the main direction.
    pub kind_feedback: &'static str,
    /// In the column of kinds: both ways.
    pub kind_mutual: &'static str,
    /// Note on a flow chart without flows.
    pub cascade: &'static str,
    /// What each picture is called: the simple visual, the flow chart, the poster.
    pub pictures: [&'static str; 3],
    /// Alternative text of a simple visual, `{title}` standing for the title.
    pub alt_simple: &'static str,
    /// Alternative text of a flow chart.
    pub alt_flow: &'static str,
    /// Alternative text of a flow chart whose arrows are the cascade.
    pub alt_cascade: &'static str,
    /// Alternative text of a flow chart without an arrow.
    pub alt_boxes: &'static str,
    /// Alternative text of a poster without roles.
    pub alt_poster: &'static str,
    /// Alternative text of a poster.
    pub alt_poster_roles: &'static str,
    /// Alternative text of a poster's sheet that shows one level.
    pub alt_poster_level: &'static str,
    /// Which role stands out, `{role}`, and in which `{functions}`.
    pub marked: &'static str,
}

/// English.
pub(super) const EN: Texts = Texts {
    aside: "What happens at this level",
    roles: "Roles:",
    separator: ", ",
    directs: "Directs or provides",
    feedback: "Feeds back",
    mutual: "Works both ways",
    outcomes: "Outcomes",
    flows: "Who gives what to whom",
    from: "From",
    to: "To",
    flow: "Flow",
    kind: "Kind",
    kind_feedback: "feedback",
    kind_mutual: "mutual",
    cascade: "No flows are given: the arrows show how a function continues at the next level.",
    pictures: ["Simple visual", "Flow chart", "Poster"],
    alt_simple: "Simple visual of {title}: a loop for each level, with what it is for and its functions.",
    alt_flow: "Flow chart of {title}: a band for each level, a box for each function, and arrows that say what flows between them.",
    alt_cascade: "Flow chart of {title}: a band for each level, a box for each function, and arrows between the same functions of neighbouring levels.",
    alt_boxes: "Flow chart of {title}: a band for each level and a box for each function.",
    alt_poster: "Poster of {title}: a panel for each level, with what happens there and a card for each function.",
    alt_poster_roles: "Poster of {title}: a panel for each level, with what happens there and a card for each function and its roles.",
    alt_poster_level: "A sheet of the poster of {title} that shows one level: what happens there and a card for each function.",
    marked: "Marked role: {role} ({functions}).",
};

/// Welsh.
pub(super) const CY: Texts = Texts {
    aside: "Beth sy’n digwydd ar y lefel hon",
    roles: "Rolau:",
    separator: ", ",
    directs: "Yn cyfarwyddo neu’n darparu",
    feedback: "Yn rhoi adborth",
    mutual: "Yn gweithio’r ddwy ffordd",
    outcomes: "Canlyniadau",
    flows: "Pwy sy’n rhoi beth i bwy",
    from: "O",
    to: "I",
    flow: "Llif",
    kind: "Math",
    kind_feedback: "adborth",
    kind_mutual: "cilyddol",
    cascade: "Ni roddwyd llifoedd: mae’r saethau’n dangos sut mae swyddogaeth yn parhau ar y lefel nesaf.",
    pictures: ["Darlun syml", "Siart llif", "Poster"],
    alt_simple: "Darlun syml o {title}: dolen ar gyfer pob lefel, gyda’i diben a’i swyddogaethau.",
    alt_flow: "Siart llif o {title}: band ar gyfer pob lefel, blwch ar gyfer pob swyddogaeth, a saethau sy’n dweud beth sy’n llifo rhyngddynt.",
    alt_cascade: "Siart llif o {title}: band ar gyfer pob lefel, blwch ar gyfer pob swyddogaeth, a saethau rhwng yr un swyddogaethau ar lefelau cyfagos.",
    alt_boxes: "Siart llif o {title}: band ar gyfer pob lefel a blwch ar gyfer pob swyddogaeth.",
    alt_poster: "Poster o {title}: panel ar gyfer pob lefel, gyda’r hyn sy’n digwydd yno a cherdyn ar gyfer pob swyddogaeth.",
    alt_poster_roles: "Poster o {title}: panel ar gyfer pob lefel, gyda’r hyn sy’n digwydd yno a cherdyn ar gyfer pob swyddogaeth a’i rolau.",
    alt_poster_level: "Dalen o boster {title} sy’n dangos un lefel: yr hyn sy’n digwydd yno a cherdyn ar gyfer pob swyddogaeth.",
    marked: "Rôl wedi’i nodi: {role} ({functions}).",
};

/// French.
pub(super) const FR: Texts = Texts {
    aside: "Ce qui se passe à ce niveau",
    roles: "Rôles\u{A0}:",
    separator: ", ",
    directs: "Dirige ou fournit",
    feedback: "Fait remonter",
    mutual: "Agit dans les deux sens",
    outcomes: "Résultats",
    flows: "Qui apporte quoi à qui",
    from: "De",
    to: "À",
    flow: "Flux",
    kind: "Type",
    kind_feedback: "retour",
    kind_mutual: "mutuel",
    cascade: "Aucun flux n’est indiqué\u{A0}: les flèches montrent comment une fonction se poursuit au niveau suivant.",
    pictures: ["Visuel simple", "Diagramme de flux", "Affiche"],
    alt_simple: "Visuel simple de {title}\u{A0}: une boucle par niveau, avec sa raison d’être et ses fonctions.",
    alt_flow: "Diagramme de flux de {title}\u{A0}: une bande par niveau, une case par fonction, et des flèches qui disent ce qui circule entre elles.",
    alt_cascade: "Diagramme de flux de {title}\u{A0}: une bande par niveau, une case par fonction, et des flèches entre les mêmes fonctions de niveaux voisins.",
    alt_boxes: "Diagramme de flux de {title}\u{A0}: une bande par niveau et une case par fonction.",
    alt_poster: "Affiche de {title}\u{A0}: un panneau par niveau, avec ce qui s’y passe et une carte par fonction.",
    alt_poster_roles: "Affiche de {title}\u{A0}: un panneau par niveau, avec ce qui s’y passe et une carte par fonction avec ses rôles.",
    alt_poster_level: "Feuille de l’affiche de {title} qui montre un seul niveau\u{A0}: ce qui s’y passe et une carte par fonction.",
    marked: "Rôle mis en évidence\u{A0}: {role} ({functions}).",
};

/// German.
pub(super) const DE: Texts = Texts {
    aside: "Was auf dieser Ebene geschieht",
    roles: "Rollen:",
    separator: ", ",
    directs: "Steuert oder liefert",
    feedback: "Gibt Rückmeldung",
    mutual: "Wirkt in beide Richtungen",
    outcomes: "Ergebnisse",
    flows: "Wer gibt was an wen",
    from: "Von",
    to: "Nach",
    flow: "Fluss",
    kind: "Art",
    kind_feedback: "Rückmeldung",
    kind_mutual: "wechselseitig",
    cascade: "Es sind keine Flüsse angegeben: Die Pfeile zeigen, wie eine Funktion auf der nächsten Ebene fortgeführt wird.",
    pictures: ["Einfaches Schaubild", "Flussdiagramm", "Plakat"],
    alt_simple: "Einfaches Schaubild von {title}: eine Schleife für jede Ebene, mit ihrem Zweck und ihren Funktionen.",
    alt_flow: "Flussdiagramm von {title}: ein Band für jede Ebene, ein Kasten für jede Funktion und Pfeile, die sagen, was zwischen ihnen fließt.",
    alt_cascade: "Flussdiagramm von {title}: ein Band für jede Ebene, ein Kasten für jede Funktion und Pfeile zwischen denselben Funktionen benachbarter Ebenen.",
    alt_boxes: "Flussdiagramm von {title}: ein Band für jede Ebene und ein Kasten für jede Funktion.",
    alt_poster: "Plakat von {title}: ein Feld für jede Ebene, mit dem, was dort geschieht, und einer Karte für jede Funktion.",
    alt_poster_roles: "Plakat von {title}: ein Feld für jede Ebene, mit dem, was dort geschieht, und einer Karte für jede Funktion und ihre Rollen.",
    alt_poster_level: "Ein Blatt des Plakats von {title}, das eine Ebene zeigt: was dort geschieht, und eine Karte für jede Funktion.",
    marked: "Hervorgehobene Rolle: {role} ({functions}).",
};

/// Spanish.
pub(super) const ES: Texts = Texts {
    aside: "Qué ocurre en este nivel",
    roles: "Roles:",
    separator: ", ",
    directs: "Dirige o aporta",
    feedback: "Retroalimenta",
    mutual: "Actúa en ambos sentidos",
    outcomes: "Resultados",
    flows: "Quién aporta qué a quién",
    from: "De",
    to: "A",
    flow: "Flujo",
    kind: "Tipo",
    kind_feedback: "retroalimentación",
    kind_mutual: "mutuo",
    cascade: "No se indican flujos: las flechas muestran cómo continúa una función en el nivel siguiente.",
    pictures: ["Visual sencillo", "Diagrama de flujo", "Cartel"],
    alt_simple: "Visual sencillo de {title}: un lazo para cada nivel, con su finalidad y sus funciones.",
    alt_flow: "Diagrama de flujo de {title}: una banda para cada nivel, una caja para cada función y flechas que dicen qué fluye entre ellas.",
    alt_cascade: "Diagrama de flujo de {title}: una banda para cada nivel, una caja para cada función y flechas entre las mismas funciones de niveles vecinos.",
    alt_boxes: "Diagrama de flujo de {title}: una banda para cada nivel y una caja para cada función.",
    alt_poster: "Cartel de {title}: un panel para cada nivel, con lo que ocurre en él y una tarjeta para cada función.",
    alt_poster_roles: "Cartel de {title}: un panel para cada nivel, con lo que ocurre en él y una tarjeta para cada función y sus roles.",
    alt_poster_level: "Hoja del cartel de {title} que muestra un nivel: lo que ocurre en él y una tarjeta para cada función.",
    marked: "Rol resaltado: {role} ({functions}).",
};

/// Arabic.
pub(super) const AR: Texts = Texts {
    aside: "ما الذي يحدث في هذا المستوى",
    roles: "الأدوار:",
    separator: "، ",
    directs: "يوجّه أو يقدّم",
    feedback: "تغذية راجعة",
    mutual: "في الاتجاهين",
    outcomes: "النتائج",
    flows: "من يقدّم ماذا لمن",
    from: "من",
    to: "إلى",
    flow: "التدفق",
    kind: "النوع",
    kind_feedback: "تغذية راجعة",
    kind_mutual: "متبادل",
    cascade: "لم تُذكر أي تدفقات: تبيّن الأسهم كيف تستمر الوظيفة في المستوى التالي.",
    pictures: ["رسم مبسّط", "مخطط تدفق", "ملصق"],
    alt_simple: "رسم مبسّط لـ {title}: حلقة لكل مستوى، مع غايته ووظائفه.",
    alt_flow: "مخطط تدفق لـ {title}: شريط لكل مستوى، ومربع لكل وظيفة، وأسهم تبيّن ما يتدفق بينها.",
    alt_cascade: "مخطط تدفق لـ {title}: شريط لكل مستوى، ومربع لكل وظيفة، وأسهم بين الوظائف نفسها في المستويات المتجاورة.",
    alt_boxes: "مخطط تدفق لـ {title}: شريط لكل مستوى ومربع لكل وظيفة.",
    alt_poster: "ملصق لـ {title}: لوحة لكل مستوى، مع ما يحدث فيه وبطاقة لكل وظيفة.",
    alt_poster_roles: "ملصق لـ {title}: لوحة لكل مستوى، مع ما يحدث فيه وبطاقة لكل وظيفة وأدوارها.",
    alt_poster_level: "ورقة من ملصق {title} تعرض مستوى واحدًا: ما يحدث فيه وبطاقة لكل وظيفة.",
    marked: "الدور المميّز: {role} ({functions}).",
};

/// Japanese.
pub(super) const JA: Texts = Texts {
    aside: "このレベルで行うこと",
    roles: "役割：",
    separator: "、",
    directs: "指示または提供",
    feedback: "フィードバック",
    mutual: "双方向",
    outcomes: "成果",
    flows: "誰が誰に何を渡すか",
    from: "から",
    to: "へ",
    flow: "流れ",
    kind: "種類",
    kind_feedback: "フィードバック",
    kind_mutual: "双方向",
    cascade: "流れの指定がないため、矢印は機能が次のレベルにどう続くかを示します。",
    pictures: ["簡略図", "フローチャート", "ポスター"],
    alt_simple: "{title}の簡略図。レベルごとに一つの輪があり、その目的と機能を示します。",
    alt_flow: "{title}のフローチャート。レベルごとの帯、機能ごとの箱、その間の流れを示す矢印があります。",
    alt_cascade: "{title}のフローチャート。レベルごとの帯、機能ごとの箱、隣り合うレベルの同じ機能を結ぶ矢印があります。",
    alt_boxes: "{title}のフローチャート。レベルごとの帯と機能ごとの箱があります。",
    alt_poster: "{title}のポスター。レベルごとのパネルに、そこで行うことと機能ごとのカードがあります。",
    alt_poster_roles: "{title}のポスター。レベルごとのパネルに、そこで行うこと、機能ごとのカード、その役割があります。",
    alt_poster_level: "{title}のポスターのうち、一つのレベルを示す一枚。そこで行われることと、各機能のカードを示します。",
    marked: "強調した役割：{role}（{functions}）。",
};
