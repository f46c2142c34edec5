// The words of what-if questions: French, then English. {0}, {1}… are filled in;
// {0?one|many} goes by the number that {0} is.
import type { Fault } from './ring.ts'

export type Lang = 'fr' | 'en'
type Text = readonly [fr: string, en: string]

const texts = {
  title: ['Et si…', 'What if'],
  intro: [
    'Donnez ou retirez des territoires à un centre : les chiffres et la carte suivent. Rien n’est enregistré ; le lien garde tout.',
    'Give territories to a centre or take them from it: the figures and the map follow. Nothing is stored; the link holds it all.',
  ],

  centre: ['Centre', 'Centre'],
  chooseCentre: ['Choisir un centre', 'Choose a centre'],
  centresActive: ['Avec un territoire ce jour-là', 'With ground on that day'],
  centresIdle: ['Sans territoire ce jour-là', 'Without ground on that day'],
  centresNew: ['Créés dans ce scénario', 'Created in this scenario'],
  pickOnMap: ['Choisir sur la carte', 'Choose on the map'],
  pickOnMapOn: ['Cliquez sur le territoire d’un centre.', 'Click the ground of a centre.'],
  nobodyThere: ['Aucun centre ne sert {0}.', 'No centre serves {0}.'],
  severalThere: ['Plusieurs centres servent {0} : lequel ?', 'Several centres serve {0}: which one?'],
  centrePicked: ['Centre choisi : {0}.', 'Centre chosen: {0}.'],
  new: ['Nouveau', 'New'],
  newCentre: ['Nouveau centre', 'New centre'],
  newCentreName: ['Nom du nouveau centre', 'Name of the new centre'],
  create: ['Créer', 'Create'],
  cancel: ['Annuler', 'Cancel'],
  nameNeeded: ['Donnez un nom au centre.', 'Give the centre a name.'],
  closeCentre: ['Fermer', 'Close'],
  closeThis: ['Fermer ce centre', 'Close this centre'],
  centreFirst: ['Choisissez d’abord un centre.', 'Choose a centre first.'],
  centreBefore: ['Choisissez un centre pour lui donner ou lui retirer des territoires.', 'Choose a centre to give it territories or to take some from it.'],

  onClick: ['Un clic sur la carte', 'A click on the map'],
  toolCard: ['montre la fiche', 'shows the card'],
  toolToggle: ['donne ou retire', 'gives or takes'],
  toolMove: ['déplace vers ce centre', 'moves to this centre'],
  toolDraw: ['dessine un polygone', 'draws a polygon'],
  grain: ['Par', 'By'],
  grainDepartment: ['département', 'department'],
  grainRegion: ['région entière', 'whole region'],
  grainCommune: ['commune', 'commune'],
  failed: ['Cela n’a pas abouti.', 'That did not succeed.'],
  nothingThere: ['Aucun territoire connu à cet endroit.', 'No known territory at that place.'],
  noCommuneThere: ['Les contours des communes ne sont pas chargés : donnez leur code dans la liste.', 'The boundaries of communes are not loaded: give their code in the list.'],

  units: ['Territoires', 'Territories'],
  filter: ['Nom ou code', 'Name or code'],
  heldBy: ['servi par {0}', 'served by {0}'],
  heldByNone: ['servi par aucun centre', 'served by no centre'],
  give: ['Donner', 'Give'],
  take: ['Retirer', 'Take'],
  move: ['Déplacer ici', 'Move here'],
  giveTo: ['Donner {0} à {1}', 'Give {0} to {1}'],
  takeFrom: ['Retirer {0} à {1}', 'Take {0} from {1}'],
  moveTo: ['Déplacer {0} de {1} à {2}', 'Move {0} from {1} to {2}'],
  moveFrom: ['Depuis {0}', 'From {0}'],
  closeOf: ['Fermer {0}', 'Close {0}'],
  createOf: ['Créer {0}', 'Create {0}'],
  reopenOf: ['Rouvrir {0}', 'Open {0} again'],
  drawFor: ['Donner à {0} un polygone de {1} sommets', 'Give {0} a polygon of {1} vertices'],
  eraseFor: ['Retirer à {0} un polygone de {1} sommets', 'Take from {0} a polygon of {1} vertices'],
  unitsMore: ['{0} et {1} autres', '{0} and {1} others'],
  and: ['{0} et {1}', '{0} and {1}'],
  regionWhole: ['région {0}', 'region {0}'],
  epci: ['EPCI {0}', 'EPCI {0}'],
  communeOf: ['commune {0}', 'commune {0}'],
  unnamed: ['Centre sans nom connu ({0})', 'Centre without a known name ({0})'],
  communeCode: ['Code INSEE d’une commune', 'INSEE code of a commune'],
  communeHint: ['Cinq caractères, par exemple 2A004 pour Ajaccio.', 'Five characters, such as 2A004 for Ajaccio.'],
  communeWrong: ['Un code de commune a cinq caractères, comme 2A004.', 'The code of a commune has five characters, such as 2A004.'],
  shown: ['{0} {0?territoire affiché|territoires affichés}.', '{0} {0?territory|territories} shown.'],
  noneShown: ['Aucun territoire ne correspond.', 'No territory matches.'],

  draw: ['Dessiner', 'Draw'],
  drawHow: [
    'Cliquez chaque sommet ; Entrée ou un double clic ferme le polygone, Échap l’abandonne, Retour arrière retire le dernier sommet.',
    'Click each vertex; Enter or a double click closes the polygon, Escape drops it, Backspace removes the last vertex.',
  ],
  drawCentreOfMap: ['Ajouter le centre de la carte', 'Add the middle of the map'],
  drawBox: ['Prendre le cadre de la carte', 'Take the frame of the map'],
  drawVertices: ['Sommets, un par ligne : longitude, latitude', 'Vertices, one a line: longitude, latitude'],
  drawGive: ['Donner ce polygone', 'Give this polygon'],
  drawTake: ['Retirer ce polygone', 'Take this polygon'],
  drawClear: ['Effacer le dessin', 'Clear the drawing'],
  drawCount: ['{0} {0?sommet|sommets}.', '{0} {0?vertex|vertices}.'],
  drawClosed: ['Polygone fermé : {0} sommets. Donnez-le ou retirez-le.', 'Polygon closed: {0} vertices. Give it or take it.'],
  drawDropped: ['Dessin abandonné.', 'Drawing dropped.'],
  faultLine: ['Ligne {0} : « {1} » n’est pas une longitude et une latitude. Écrivez par exemple 8.74, 41.92.', 'Line {0}: “{1}” is no longitude and latitude. Write, say, 8.74, 41.92.'],
  faultRange: ['Ligne {0} : {1} est hors du globe. La longitude vient d’abord.', 'Line {0}: {1} is off the globe. Longitude comes first.'],
  faultFew: ['Il faut au moins trois sommets.', 'Three vertices are needed at least.'],
  faultCrossed: ['Les côtés se croisent : déplacez ou retirez un sommet.', 'The sides cross: move or remove a vertex.'],

  edits: ['Modifications', 'Changes'],
  editsNone: ['Aucune modification : les chiffres sont ceux du réseau connu.', 'No change: the figures are those of the network as it is known.'],
  undo: ['Annuler', 'Undo'],
  redo: ['Rétablir', 'Redo'],
  reset: ['Effacer', 'Clear'],
  remove: ['Retirer', 'Remove'],
  removeEdit: ['Retirer la modification : {0}', 'Remove the change: {0}'],
  undone: ['Annulé.', 'Undone.'],
  redone: ['Rétabli.', 'Redone.'],
  resetDone: ['Toutes les modifications sont effacées.', 'All changes are cleared.'],
  removed: ['Modification retirée.', 'Change removed.'],

  outcome: ['Ce que cela change', 'What that changes'],
  verdictOf: ['quartiers couverts sur {0} ({1})', 'neighbourhoods covered of {0} ({1})'],
  withHoods: ['{0}, {1} {1?quartier|quartiers}', '{0}, {1} {1?neighbourhood|neighbourhoods}'],
  withHoodsApart: ['{0}, {1} {1?quartier|quartiers} ; situés en partie, ou peut-être en partie, comptés à part : {2}', '{0}, {1} {1?neighbourhood|neighbourhoods}; that lie, or may lie, partly there, counted apart: {2}'],
  sentenceAgainst: ['Sans le scénario : {0} ({1}).', 'Without the scenario: {0} ({1}).'],
  said: ['{0} {1} quartiers couverts sur {2}, contre {3}.', '{0} {1} neighbourhoods covered of {2}, against {3}.'],
  saidUnmeasured: ['{0} Les quartiers ne se mesurent pas ici.', '{0} Neighbourhoods cannot be measured here.'],
  noDifference: ['sans différence', 'no difference'],
  figuresCaption: ['Couverture au {0}, avant et après', 'Coverage on {0}, before and after'],
  colMeasure: ['Mesure', 'Measure'],
  colBefore: ['Avant', 'Before'],
  colAfter: ['Après', 'After'],
  colDifference: ['Écart', 'Difference'],
  ofTotal: ['sur {0}', 'of {0}'],
  colCentre: ['Centre', 'Centre'],
  colTerritory: ['Territoire', 'Territory'],
  colStatus: ['État', 'Status'],
  colCovered: ['Quartiers couverts', 'Neighbourhoods covered'],
  departments: ['Départements', 'Departments'],
  neighbourhoods: ['Quartiers prioritaires', 'Priority neighbourhoods'],
  neighbourhood_population: ['Habitants des quartiers', 'Inhabitants of them'],
  npnru_neighbourhoods: ['Quartiers du NPNRU', 'Neighbourhoods of the NPNRU'],
  population: ['Population', 'Population'],
  area_km2: ['Superficie (km²)', 'Area (km²)'],
  'load neighbourhoods': ['Quartiers', 'Neighbourhoods'],
  'load neighbourhood_population': ['Habitants', 'Inhabitants'],
  'load city_contracts': ['Contrats', 'Contracts'],
  apart: ['à part : {0}', 'apart: {0}'],
  loadsApart: ['À part : ce qui est situé en partie, ou peut-être en partie, dans le périmètre du centre.', 'Apart: what lies, or may lie, partly in the perimeter of the centre.'],
  approximate: ['Superficies sur des contours approchés.', 'Areas on approximate boundaries.'],
  notKnown: ['non connu', 'not known'],
  hypothetical: ['Quartiers dont la couverture repose sur ce seul scénario : {0}.', 'Neighbourhoods whose coverage rests on this scenario alone: {0}.'],
  hypotheticalApart: ['Quartiers dont la couverture repose sur ce seul scénario : {0} ; en partie, ou peut-être en partie, comptés à part : {1}.', 'Neighbourhoods whose coverage rests on this scenario alone: {0}; in part, or perhaps in part, counted apart: {1}.'],
  unsourced: ['Quartiers couverts sans source publiée : {0}, contre {1} avant.', 'Neighbourhoods covered without a published source: {0}, against {1} before.'],
  undetermined: ['Quartiers à cheval sur ce qui est couvert et ce qui ne l’est pas, comptés non couverts : {0}.', 'Neighbourhoods that lie, or may lie, partly in covered ground, counted as not covered: {0}.'],
  gaps: ['Territoires non couverts', 'Gaps'],
  gapsClosed: ['Comblés : {0}.', 'Closed: {0}.'],
  gapsOpened: ['Ouverts : {0}.', 'Opened: {0}.'],
  gapsSame: ['Aucun n’est comblé ni ouvert.', 'None is closed or opened.'],
  overlaps: ['Chevauchements', 'Overlaps'],
  overlapsCreated: ['Créé entre {0} : {1}.', 'Created between {0}: {1}.'],
  overlapsRemoved: ['Supprimé entre {0} : {1}.', 'Removed between {0}: {1}.'],
  overlapsSame: ['Aucun n’est créé ni supprimé.', 'None is created or removed.'],
  inPart: ['{0} en partie', '{0} in part'],
  lostTo: ['{0} : perdu {1}, repris par {2}.', '{0}: lost {1}, taken over by {2}.'],
  lostToNone: ['{0} : perdu {1}, repris par personne.', '{0}: lost {1}, taken over by nobody.'],
  loads: ['Charge des centres concernés', 'Load of the centres concerned'],
  loadsCaption: ['Quartiers prioritaires, leurs habitants et contrats de ville que sert chaque centre', 'Priority neighbourhoods, their inhabitants and city contracts that each centre serves'],
  realignment: ['Régions', 'Regions'],
  turn: ['{0} : {1}, puis {2}.', '{0}: {1}, then {2}.'],
  turnsNone: ['Aucune région ne change de situation.', 'No region changes how it stands.'],
  alignedCount: ['Régions alignées : {0}, contre {1} avant.', 'Regions aligned: {0}, against {1} before.'],

  compare: ['Comparer avec le réseau connu', 'Compare with the network as it is known'],
  showBefore: ['Avant', 'Before'],
  showBeforeHow: ['Avant : montrer sur la carte le réseau connu, sans le scénario', 'Before: show on the map the network as it is known, without the scenario'],
  mapIsBefore: ['La carte montre le réseau connu, sans le scénario.', 'The map shows the network as it is known, without the scenario.'],
  mapIsAfter: ['La carte montre le scénario.', 'The map shows the scenario.'],
  rowsCaption: ['Territoires dont la couverture change', 'Territories whose coverage changes'],
  rowsNone: ['La couverture d’aucun territoire ne change.', 'The coverage of no territory changes.'],
  legendGained: ['gagné', 'gained'],
  legendLost: ['perdu', 'lost'],
  legendMoved: ['change de centre', 'changes hands'],
  legendChosen: ['servi par le centre choisi', 'served by the centre chosen'],
  comparePage: ['La page de comparaison', 'The page of the comparison'],
  covered: ['couvert', 'covered'],
  partial: ['couvert en partie', 'partly covered'],
  uncovered: ['non couvert', 'not covered'],
  'region-uncovered': ['non couverte', 'not covered'],
  'region-partial': ['couverte en partie', 'partly covered'],
  'region-aligned': ['alignée', 'aligned'],
  'region-shared': ['partagée', 'shared'],
  'region-split': ['divisée', 'split'],
  'region-overlapped': ['chevauchée', 'overlapped'],

  proposals: ['Propositions', 'Proposals'],
  aim: ['But', 'Aim'],
  countedIn: ['Charges comptées en', 'Loads counted in'],
  'aim-fewest-changes': ['le moins de changements', 'the fewest changes'],
  'aim-even-load': ['la charge la mieux répartie', 'the most even load'],
  'aim-aligned-regions': ['chaque région alignée', 'every region aligned'],
  ruleCreate: ['peut créer des centres', 'may create centres'],
  ruleMove: ['peut déplacer ce qui est couvert', 'may move what is covered'],
  ruleOverseas: ['peut joindre l’outre-mer à un centre d’un autre territoire', 'may join overseas France to a centre of another land'],
  search: ['Chercher un plan', 'Find a plan'],
  searching: ['Recherche d’un plan…', 'Looking for a plan…'],
  planFound: ['Plan trouvé : {0} {0?territoire attribué|territoires attribués}, {1} quartiers couverts sur {2} au lieu de {3}.', 'Plan found: {0} {0?territory|territories} assigned, {1} neighbourhoods covered of {2} instead of {3}.'],
  planNothing: ['Sous ces règles, aucun territoire ne peut être attribué.', 'Under these rules, no territory can be assigned.'],
  planProven: ['Prouvé optimal pour ce but.', 'Proven optimal for this aim.'],
  planUnproven: ['Le temps a manqué pour prouver que ce plan est optimal.', 'Time ran out before this plan was proven optimal.'],
  planCreated: ['Centres créés : {0}.', 'Centres created: {0}.'],
  planUnreachable: ['Hors d’atteinte sous ces règles : {0}.', 'Out of reach under these rules: {0}.'],
  planAccept: ['Mettre ce plan dans le scénario', 'Put this plan in the scenario'],
  planReplace: ['Remplacer le scénario par ce plan', 'Replace the scenario by this plan'],
  planAccepted: ['Plan accepté.', 'Plan accepted.'],
  centreOf: ['un nouveau centre pour {0}', 'a new centre for {0}'],
  planDay: ['Ce plan part du réseau connu le {0}.', 'This plan starts from the network as it is known on {0}.'],
  planAssignments: ['Ce que le plan attribue', 'What the plan assigns'],
  planRow: ['{0} : {1}', '{0}: {1}'],
  planRowFrom: ['{0} : {1}, au lieu de {2}', '{0}: {1}, instead of {2}'],

  share: ['Partager et exporter', 'Share and export'],
  link: ['Lien vers cette vue et ce scénario', 'Link to this view and this scenario'],
  copy: ['Copier le lien', 'Copy the link'],
  copied: ['Lien copié.', 'Link copied.'],
  copyByHand: ['Le navigateur ne laisse pas copier : le lien est sélectionné, faites Ctrl+C.', 'The browser does not allow copying: the link is selected, press Ctrl+C.'],
  tooLong: ['Ce scénario est trop long pour une adresse : il ne peut être ni partagé par un lien ni exporté ici. Envoyez-le en JSON à POST /analysis/scenarios.', 'This scenario is too long for an address: it can neither be shared by a link nor exported here. Send it as JSON to POST /analysis/scenarios.'],
  shareNone: ['Faites une modification pour avoir un scénario à partager.', 'Make a change to have a scenario to share.'],
  page: ['Page à lire ou à imprimer', 'A page to read or print'],
  csv: ['Tableau (CSV)', 'Table (CSV)'],
  geojson: ['Terrain qui change (GeoJSON)', 'Ground that changes (GeoJSON)'],
  json: ['Réponse complète (JSON)', 'Whole answer (JSON)'],
  assignmentsCSV: ['Qui sert quoi, ce jour-là (CSV)', 'Who serves what, on that day (CSV)'],

  refused: ['Modification refusée', 'Change refused'],
  brokenLink: ['Le scénario de ce lien ne peut pas s’appliquer', 'The scenario of this link cannot be applied'],
  brokenLinkWhy: ['Les données ont pu changer depuis que le lien a été fait.', 'The data may have changed since the link was made.'],
  drop: ['Abandonner ce scénario', 'Drop this scenario'],
  dropped: ['Scénario abandonné.', 'Scenario dropped.'],
  broken: ['Le scénario ne s’applique pas à cette question', 'The scenario does not fit this question'],
  brokenWhy: ['Il a été fait pour une autre date ou un autre réglage. La carte montre le réseau connu.', 'It was made for another day or setting. The map shows the network as it is known.'],
  removeFaulty: ['Retirer la modification en cause', 'Remove the change at fault'],
  dismiss: ['Fermer', 'Dismiss'],
  retry: ['Réessayer', 'Try again'],
  dayOfScenario: ['Le scénario est daté du {0} : la carte est passée à cette date.', 'The scenario is dated {0}: the map has moved to that day.'],
  dataChanged: ['Les données ont changé depuis que ce lien a été fait : les chiffres sont ceux d’aujourd’hui.', 'The data have changed since this link was made: the figures are those of today.'],
  nearest: ['Le plus proche : {0}.', 'The nearest: {0}.'],
  successors: ['Son sol est aujourd’hui dans {0}.', 'Its ground is in {0} today.'],
  unreachable: ['Le service ne répond pas.', 'The service does not answer.'],
  unreachableFix: ['Vérifiez la connexion, puis réessayez.', 'Check the connection, then try again.'],

  'refuse-unknown-centre': ['Aucun centre ne s’appelle « {0} ».', 'No centre is called “{0}”.'],
  'fix-unknown-centre': ['Créez-le d’abord, ou choisissez-en un dans la liste.', 'Create it first, or choose one from the list.'],
  'refuse-closed-centre': ['{0} est déjà fermé dans ce scénario.', '{0} is closed already in this scenario.'],
  'fix-closed-centre': ['Retirez la fermeture, ou choisissez un autre centre.', 'Remove its closing, or choose another centre.'],
  'refuse-centre-exists': ['Un centre porte déjà l’identifiant « {0} ».', 'A centre already has the identifier “{0}”.'],
  'fix-centre-exists': ['Donnez un autre nom au nouveau centre.', 'Give the new centre another name.'],
  'refuse-bad-name': ['Ce nom ne convient pas à un centre.', 'That name does not suit a centre.'],
  'fix-bad-name': ['Écrivez de 1 à 200 caractères, sans caractère de contrôle.', 'Write 1 to 200 characters, none of them a control character.'],
  'refuse-unknown-unit': ['Aucun territoire ne porte le code {1}.', 'No territory has the code {1}.'],
  'fix-unknown-unit': ['Vérifiez le code, ou choisissez le territoire dans la liste.', 'Check the code, or choose the territory from the list.'],
  'refuse-repeated-unit': ['{1} est nommé deux fois dans la même modification.', '{1} is named twice in one change.'],
  'fix-repeated-unit': ['Ne le nommez qu’une fois.', 'Name it once.'],
  'refuse-already-held': ['{0} sert déjà {1} en entier.', '{0} already serves all of {1}.'],
  'fix-already-held': ['Cette modification ne changerait rien : laissez-la de côté.', 'This change would change nothing: leave it out.'],
  'refuse-not-held': ['{0} ne sert pas {1}.', '{0} does not serve {1}.'],
  'fix-not-held': ['Choisissez le centre qui le sert, ou laissez cette modification de côté.', 'Choose the centre that serves it, or leave this change out.'],
  'refuse-same-centre': ['Le centre de départ et celui d’arrivée sont le même.', 'The centre it leaves and the one it joins are the same.'],
  'fix-same-centre': ['Choisissez un autre centre.', 'Choose another centre.'],
  'refuse-malformed': ['Cette modification est incomplète.', 'This change is incomplete.'],
  'fix-malformed': ['Retirez-la et refaites-la.', 'Remove it and make it again.'],
  'refuse-invalid-polygon': ['Ce polygone n’est pas valable : ses côtés se croisent, ou il sort du globe.', 'This polygon is not valid: its sides cross, or it leaves the globe.'],
  'fix-invalid-polygon': ['Redessinez-le sans croiser les côtés.', 'Draw it again without crossing sides.'],
  'refuse-outside-territory': ['Ce polygone ne touche aucun territoire connu.', 'This polygon meets no known territory.'],
  'fix-outside-territory': ['Vérifiez que la longitude vient avant la latitude.', 'Check that longitude comes before latitude.'],
  'refuse-needs-boundaries': ['Il faut des contours plus fins pour cette modification.', 'This change needs finer boundaries.'],
  'fix-needs-boundaries': ['Servez les contours des communes, ou choisissez des départements.', 'Serve the boundaries of communes, or choose departments.'],
  'refuse-too-large': ['Ce scénario est trop grand.', 'This scenario is too large.'],
  'fix-too-large': ['Retirez des modifications, ou simplifiez les dessins.', 'Remove changes, or simplify what is drawn.'],
  somewhere: ['ce terrain', 'that ground'],
} as const satisfies Record<string, Text>

export type Word = keyof typeof texts
export type Say = (word: Word, ...with_: string[]) => string

export function isWord(name: string): name is Word {
  return Object.hasOwn(texts, name)
}

/** Says words in one language. */
export function speaker(lang: Lang): Say {
  return (word, ...filling) => {
    const text: string = lang === 'en' ? texts[word][1] : spaced(texts[word][0])
    const at = (n: string) => filling[Number(n)] ?? ''
    return text
      .replace(/\{(\d)\?([^|]*)\|([^}]*)\}/g, (_, n: string, one: string, many: string) => (isOne(at(n), lang) ? one : many))
      .replace(/\{(\d)\}/g, (_, n: string) => at(n))
  }
}

// spaced keeps high punctuation on the line of its word, as French asks.
function spaced(text: string): string {
  return text.replace(/ :/g, '\u00a0:').replace(/ ([;?!])/g, '\u202f$1').replace(/« /g, '«\u00a0').replace(/ »/g, '\u00a0»')
}

/** Whether a number as it is written takes the singular: in French none does too. */
function isOne(number: string, lang: Lang): boolean {
  const n = Number(number.replace(/\D/g, ''))
  return n === 1 || (n === 0 && lang === 'fr')
}

/** Says why vertices make no polygon. */
export function faultInWords(fault: Fault, say: Say): string {
  switch (fault.kind) {
    case 'line': return say('faultLine', String(fault.line), fault.text)
    case 'range': return say('faultRange', String(fault.line), fault.text)
    case 'few': return say('faultFew')
    case 'crossed': return say('faultCrossed')
  }
}
