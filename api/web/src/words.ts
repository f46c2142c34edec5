// Every word of the map, in French first, then in English. {0}, {1}… are filled in;
// {0?est|sont} agrees with the number filled in there.

export type Lang = 'fr' | 'en'

const table = {
  // Whole page
  panel: ['Commandes de la carte', 'Map controls'],
  map: ['Carte. Flèches pour se déplacer, + et − pour l’échelle, Entrée pour ouvrir la fiche du territoire au centre.', 'Map. Arrow keys move it, + and − change its scale, Enter opens the card of the territory in the middle.'],
  noWebGL: ['Ce navigateur ne peut pas dessiner la carte (WebGL est absent). La liste des territoires et les autres pages disent la même chose.', 'This browser cannot draw the map (WebGL is missing). The list of territories and the other pages say the same.'],
  newData: ['De nouvelles données sont servies : la carte s’est mise à jour.', 'New data are served: the map has updated.'],
  expand: ['Agrandir le panneau', 'Enlarge the panel'],
  collapse: ['Réduire le panneau', 'Shrink the panel'],
  close: ['Fermer', 'Close'],
  unofficial: ['Ce site n’est pas un service officiel de l’État.', 'This is not an official service of the State.'],
  sources: ['Sources et dates', 'Sources and dates'],
  licences: ['Licences des logiciels', 'Software licences'],
  approximate: ['Contours approchés', 'Approximate boundaries'],
  baseMap: ['Fond de carte : {0}', 'Base map: {0}'],

  // Failures
  failed: ['Le service n’a pas répondu.', 'The service did not answer.'],
  failedHow: ['Vérifiez la connexion, puis réessayez.', 'Check the connection, then try again.'],
  refused: ['Le service a refusé : {0}', 'The service refused: {0}'],
  retry: ['Réessayer', 'Try again'],
  badAddress: ['Une partie de cette adresse n’a pas pu être lue ({0}) : la vue par défaut la remplace.', 'Part of this address could not be read ({0}): the default view stands in for it.'],
  openDefault: ['Ouvrir la carte par défaut', 'Open the default map'],

  // Headline
  headline: ['Le {0}, {1} des {2} {3} de {4} {1?est|sont} dans le périmètre d’un centre de ressources.', 'On {0}, {1} of the {2} {3} of {4} {1?lies|lie} in the perimeter of a resource centre.'],
  inScenario: ['Avec le scénario', 'With the scenario'],
  headlineNone: ['Le {0}, cette mesure n’a pas de valeur pour {1}.', 'On {0}, this measure has no value for {1}.'],
  interval: ['Entre {0} (confiance forte) et {1} (toutes hypothèses).', 'Between {0} (high confidence) and {1} (every hypothesis).'],
  attested: ['Attestés à cette date : {0}', 'Attested on that date: {0}'],
  notAttested: ['Aucune source citée n’atteste la couverture à cette date', 'No cited source attests the coverage on that date'],
  older: [' ; par une source plus ancienne : {0}', '; by an older source: {0}'],
  undated: [' ; par une source sans date : {0}', '; by an undated one: {0}'],
  lastSource: ['Source la plus récente de tout ce qui est couvert', 'Latest source for all that is covered'],
  undatedSource: ['non datée, en partie au moins', 'undated, at least in part'],
  unsourced: ['dont {0} sans source publiée', '{0} of them without a published source'],
  knownCentres: ['Centres connus ici : {0}', 'Centres known here: {0}'],
  listed2024: ['De la géographie de 2024, 1\u202f493 quartiers sur 1\u202f584 publiés sont ici : sans les 91 de Saint-Martin et de la Polynésie française.', 'Of the 2024 geography, 1,493 of 1,584 published neighbourhoods are here: without the 91 of Saint-Martin and French Polynesia.'],
  publishedCentres: [' ; le réseau en publiait {0}', '; the network published {0}'],

  // Measures, as what is counted
  'of neighbourhoods': ['quartiers prioritaires (géographie {0})', 'priority neighbourhoods ({0} geography)'],
  'of neighbourhood_population': ['habitants des quartiers prioritaires (géographie {0})', 'inhabitants of priority neighbourhoods ({0} geography)'],
  'of npnru_neighbourhoods': ['quartiers du NPNRU (géographie {0})', 'neighbourhoods of the NPNRU ({0} geography)'],
  'of departments': ['départements', 'departments'],
  'of population': ['habitants', 'inhabitants'],
  'of area_km2': ['km²', 'km²'],
  'measure neighbourhoods': ['Quartiers prioritaires', 'Priority neighbourhoods'],
  'measure neighbourhood_population': ['Habitants des quartiers', 'Inhabitants of neighbourhoods'],
  'measure npnru_neighbourhoods': ['Quartiers du NPNRU', 'Neighbourhoods of the NPNRU'],
  'measure departments': ['Départements', 'Departments'],
  'measure population': ['Population', 'Population'],
  'measure area_km2': ['Superficie', 'Area'],

  // Settings
  settings: ['Réglages', 'Settings'],
  level: ['Niveau', 'Level'],
  measure: ['Mesure', 'Measure'],
  confidence: ['Confiance minimale', 'Least confidence'],
  scope: ['Mission', 'Mission'],
  territory: ['Territoire', 'Territory'],
  qpv: ['Géographie des quartiers', 'Geography of neighbourhoods'],
  'level region': ['Régions', 'Regions'],
  'level region-2015': ['Régions d’avant 2016', 'Regions before 2016'],
  'level department': ['Départements', 'Departments'],
  'level collectivity': ['Collectivités d’outre-mer', 'Overseas collectivities'],
  'level epci': ['Intercommunalités', 'EPCI'],
  'level commune': ['Communes', 'Communes'],
  'territory france': ['France', 'France'],
  'territory metropole': ['Métropole', 'Metropolitan France'],
  'territory overseas': ['Outre-mer', 'Overseas France'],
  'territory drom': ['Départements d’outre-mer', 'Overseas departments'],
  'territory com': ['Saint-Martin et Polynésie', 'Saint-Martin and Polynesia'],
  'in france': ['France', 'France'],
  'in metropole': ['métropole', 'metropolitan France'],
  'in overseas': ['l’outre-mer', 'overseas France'],
  'in drom': ['tous les départements d’outre-mer', 'the overseas departments'],
  'in com': ['Saint-Martin et de la Polynésie française', 'Saint-Martin and French Polynesia'],
  'scope policy': ['Politique de la ville', 'Urban policy'],
  'scope any': ['Toutes', 'Any'],
  'confidence high': ['Forte', 'High'],
  'confidence medium': ['Moyenne', 'Medium'],
  'confidence low': ['Faible', 'Low'],

  // Layers and legend
  layers: ['Couches et légende', 'Layers and legend'],
  'layer coverage': ['Couverture', 'Coverage'],
  'layer gaps': ['Territoires non couverts', 'Gaps'],
  'layer overlaps': ['Chevauchements', 'Overlaps'],
  'layer centres': ['Périmètres des centres', 'Perimeters of centres'],
  'layer neighbourhoods': ['Quartiers prioritaires', 'Priority neighbourhoods'],
  'layer regions': ['Régions depuis 2016', 'Regions since 2016'],
  'layer regions-2015': ['Régions avant 2016', 'Regions before 2016'],
  'layer departments': ['Départements', 'Departments'],
  'layer labels': ['Noms', 'Names'],
  covered: ['couvert', 'covered'],
  partial: ['couvert en partie', 'partly covered'],
  uncovered: ['non couvert', 'not covered'],
  outside: ['hors du territoire choisi', 'outside the territory chosen'],
  overlapped: ['deux centres ou plus', 'two centres or more'],
  neighbourhoodPoints: ['un point par quartier, à sa commune principale', 'one point for each, at its main commune'],

  // Time
  time: ['Date', 'Date'],
  timeline: ['Date de la carte', 'Date of the map'],
  play: ['Lire l’histoire du réseau', 'Play the history of the network'],
  pause: ['Pause', 'Pause'],
  previous: ['Changement précédent', 'Previous change'],
  next: ['Changement suivant', 'Next change'],
  lastChange: ['Dernier changement : le {0}', 'Last change: {0}'],
  'kind opening': ['ouverture', 'opening'],
  'kind closing': ['fermeture', 'closing'],
  'kind extension': ['extension', 'extension'],
  'kind reduction': ['réduction', 'reduction'],
  'kind transfer': ['transfert', 'transfer'],
  'kind redrawing': ['nouveau tracé', 'redrawing'],
  'kind evidence': ['nouvelle preuve', 'other evidence'],
  eventOf: ['{0} ({1})', '{0} ({1})'],

  // Search
  search: ['Chercher un territoire, un quartier ou un centre', 'Search for a territory, a neighbourhood or a centre'],
  searchHint: ['Nom ou code', 'Name or code'],
  results: ['Résultats', 'Results'],
  formerCode: ['ancien code {0}', 'formerly {0}'],
  resultsCount: ['{0} résultats', '{0} results'],
  oneResult: ['Un résultat', 'One result'],
  noResult: ['Rien de ce nom. Essayez un code (2A, 69, QP075001) ou un autre nom.', 'Nothing of that name. Try a code (2A, 69, QP075001) or another name.'],
  'kind of regions': ['région', 'region'],
  'kind of regions-2015': ['région d’avant 2016', 'region before 2016'],
  'kind of departments': ['département', 'department'],
  'kind of collectivities': ['collectivité', 'collectivity'],
  'kind of epci': ['intercommunalité', 'EPCI'],
  'kind of communes': ['commune', 'commune'],
  'kind of neighbourhoods': ['quartier prioritaire', 'priority neighbourhood'],
  'kind of centres': ['centre de ressources', 'resource centre'],
  'kind of overlaps': ['chevauchement', 'overlap'],
  'kind of gaps': ['territoire non couvert', 'gap'],

  // Places to go
  goTo: ['Aller à', 'Go to'],
  'place metropole': ['Métropole', 'Mainland'],

  // Card
  card: ['Fiche', 'Card'],
  status: ['État', 'Status'],
  centres: ['Centres', 'Centres'],
  noCentre: ['aucun centre connu', 'no known centre'],
  unnamed: ['Centre sans nom connu ({0})', 'Centre without a known name ({0})'],
  figures: ['Ce qui est couvert', 'What is covered'],
  coveredOf: ['{0} sur {1}', '{0} of {1}'],
  basis: ['Sur quoi cela repose', 'What this rests on'],
  confidenceIs: ['confiance {0}', '{0} confidence'],
  'grade high': ['forte', 'high'],
  'grade medium': ['moyenne', 'medium'],
  'grade low': ['faible', 'low'],
  noSource: ['sans source publiée', 'no published source'],
  since: ['depuis le {0}', 'since {0}'],
  sinceAbout: ['depuis {0}', 'since {0}'],
  until: ['jusqu’au {0}', 'until {0}'],
  untilAbout: ['jusqu’en {0}', 'until {0}'],
  sinceUnknown: ['début non connu', 'start not known'],
  toPage: ['Page complète', 'Full page'],
  toData: ['Données', 'Data'],
  zoomTo: ['Centrer la carte', 'Centre the map'],
  notShown: ['Rien de ce nom dans les données de ce jour.', 'Nothing of that name in the data of that day.'],
  tooFar: ['Ses chiffres se lisent quand la carte montre ce territoire, à son propre niveau.', 'Its figures are read when the map shows it, at its own level.'],
  unknownMeasure: ['sans objet', 'no meaning'],
  inhabitants: ['Habitants', 'Inhabitants'],
  commune: ['Commune', 'Commune'],
  department: ['Département', 'Department'],
  acronym: ['Sigle', 'Acronym'],
  seat: ['Siège', 'Seat'],
  website: ['Site', 'Website'],
  serves: ['Sert le {0}', 'Serves on {0}'],
  servesNothing: ['Aucun périmètre connu ce jour-là.', 'No perimeter known on that day.'],
  overlapType: ['Nature', 'Type'],
  'overlap agreed': ['convenu', 'agreed'],
  'overlap transitional': ['transitoire', 'transitional'],
  'overlap unexplained': ['inexpliqué', 'unexplained'],

  // List
  list: ['Liste des territoires', 'List of territories'],
  listCaption: ['Territoires le {0}, du moins couvert au plus couvert', 'Territories on {0}, the least covered first'],
  name: ['Nom', 'Name'],
  share: ['Part', 'Share'],

  // What is said aloud
  shown: ['{0} : affiché', '{0}: shown'],
  hidden: ['{0} : masqué', '{0}: hidden'],
} as const satisfies Record<string, readonly [string, string]>

export type Word = keyof typeof table

/** Says a word in the language of the page, filled in. */
export type Words = ((word: Word, ...with_: (string | number)[]) => string) & { lang: Lang }

export function wordsOf(lang: Lang): Words {
  const say = (word: Word, ...values: (string | number)[]) =>
    filled(table[word][lang === 'fr' ? 0 : 1], (n) => String(values[Number(n)] ?? ''), lang).replace(/ ([:;?!»])/g, lang === 'fr' ? '\u00a0$1' : ' $1')
  return Object.assign(say, { lang })
}

/** Fills values in: {0} by the first, {0?one|many} by the form that agrees with it. */
export function filled(text: string, at: (n: string) => string, lang: Lang): string {
  return text
    .replace(/\{(\d)\?([^|]*)\|([^}]*)\}/g, (_, n: string, one: string, many: string) => (isOne(at(n), lang) ? one : many))
    .replace(/\{(\d)\}/g, (_, n: string) => at(n))
}

/** Whether a number as it is written takes the singular: in French none does too. */
function isOne(number: string, lang: Lang): boolean {
  const n = Number(number.replace(/\D/g, ''))
  return n === 1 || (n === 0 && lang === 'fr')
}

/** Whether a text is a word of the table. */
export function isWord(text: string): text is Word {
  return text in table
}

/** The table itself, for its test. */
export const allWords: Record<string, readonly [string, string]> = table
