// Words that prose, code and logs are full of: what is a part of one is a bad sign of anything else.
//
// The fact to know: they only choose which part of a keyword is looked for first. A word too many or too few costs time,
// never a keyword.
export const commonWords: readonly string[] = (
  'about above access account action active actually added address after again against all already also always amount ' +
  'and another any application are argument assert assets around array article async available back base based because been before ' +
  'being best better between block body boolean both box break build built button call called cannot care case catch ' +
  'change changes character check child children class clear click client clock close code collection color column ' +
  'come command comment common company compile complete component config configuration connect connection console const ' +
  'constructor contain contains content context continue control convert copy correct could count country create ' +
  'created current custom data date day default define defined delete deploy deployed description details device different directory ' +
  'display document does done down each either element else employ empty enable end entry error even event every example ' +
  'exception exist expect export expression extends external false field file files filter find first following font ' +
  'format found from full function general get give global good group handle handler have head header here high hidden ' +
  'home hour how html http https icon identifier image implement import include index info information initial inner ' +
  'input insert inside instance instead integer interface internal into issue item items just keep key keys kind know ' +
  'language large last later latest left length less level library license like limit line link list listen little load ' +
  'local location lock log login long look looking made main make making management many map market match matching ' +
  'maximum may mean member memory message method might minimum missing mode model module month more most move much must ' +
  'name named native need network never new next node none normal not note nothing notice now null number object of ' +
  'offset old once one only open operation operator option optional options or order org original other otherwise out ' +
  'output over own package page pages parameter parent parse part party pass password path pattern people performance ' +
  'person place platform please point policy position possible post prefix present previous primary private process ' +
  'product program project promise property protected prototype provide provided public query question quick range rather ' +
  'read ready reason receive record reference region register related release remove render replace report request ' +
  'require required reserved resource response result return returns right role root row rule run running same save ' +
  'schema scope screen script search section security see select self send sent server service session set setting ' +
  'settings should show side sign simple since single size small some something sort source space special specific ' +
  'specified standard start state statement static status step still stop storage store stream string structure style ' +
  'such support supported sure switch symbol system table tag take taken target task template test text than that the ' +
  'their them then there these they thing this those thread three through throw time times title today together token ' +
  'trace transaction true try two type types undefined under unit unknown until update updated upon url use used user ' +
  'users using valid value values variable version very view void wait want warning was way web website week well were ' +
  'what when where whether which while who whole why width will window with within without word work working world would ' +
  'write written year yes yet you your zero'
).split(' ')
