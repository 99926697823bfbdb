// The small words around names: titles before, particles within, what makes a name that of a place or a company.

/** Folded, with or without their dot. */
export const titles = `mr mrs ms miss mx dr prof professor doctor sir dame rev fr herr frau hr fr m mme mlle monsieur madame
    mademoiselle sr sra srta senor senora don dona sig sigra signor signora dott dottssa ing capt captain sgt lt col gen`

/** Between given name and surname. */
export const particles = `de da di do dos das del della dello degli dei van von vom zu zur der den ter ten la le du des al el bin ibn y e`

/** Letters of the longest of them. */
export const longestParticle = 5

/** Those that are written with a capital as well: "De Luca", "Van Buren". */
export const capitalParticles = `de da di do dos das del della dello degli dei van von der den ter ten du des`

/** A capitalised run with one of these behind the name is no person. */
export const placeWords = `street st avenue ave road rd lane drive boulevard blvd highway parkway square court place way terrace plaza
    strasse str platz allee weg rue via piazza calle avenida university college school institute academy hospital clinic
    center centre library museum theatre theater hall stadium arena airport station bridge tower building house hotel
    church cathedral chapel park garden gardens forest river lake bay beach island islands mountain mountains valley hill
    hills creek canyon county city town village district province state states republic kingdom foundation award prize
    fund trust society association inc ltd llc llp plc gmbh ag corp corporation company co group brothers sons partners
    bank press publishing publications records studios industries systems software technologies technology labs
    laboratory laboratories license licence public project theorem lemma algorithm transform method distribution
    equation function process model test code server script engine framework day days week month eve`

/** A name right behind one of these is that of a street. */
export const streetWords = `rue avenue boulevard place square quai via viale piazza corso largo calle avenida plaza paseo rua praca`

/** What stands before a name, or names its column; folded, and without blanks or signs. */
export const roles = `customer client patient employee contact cardholder accountholder holder passenger guest owner person
  applicant beneficiary member recipient sender payee payer insured policyholder tenant landlord buyer seller borrower
  witness student teacher manager attendee subscriber signatory spouse mother father guardian signed dear sincerely
  regards author attn attention kunde kundin mitarbeiter patientin ansprechpartner inhaber kontoinhaber cliente paciente
  empleado titular dipendente intestatario destinataire salarie`

const names = `name names fullname nom nomcomplet nomprenom prenomnom vollername vollstandigername kundenname nombre
  nombrecompleto nombreyapellidos nome nomecompleto nomecognome cognomenome`

/** "name", "patientname", "customerfullname". */
export function namesOfRoles(): readonly string[] {
  const ofRoles = roles.split(/\s+/).flatMap((role) => [`${role}name`, `${role}fullname`])
  return [...names.split(/\s+/), ...ofRoles]
}

/** Whole words that make a cell that of a company. */
export const companyWords = `inc ltd llc gmbh corp company group ag plc and transport logistics tools foods energy services
  solutions consulting textiles motors electric partners associates holdings media travel`

/** What unknown surnames end with, and other capitalised words do not. */
export const surnameEndings = `mann stetter maier mayer meier meyer berger feld bauer huber hofer bacher thaler sson
  nsen dsen dottir qvist quist strom lund gren wski wska cki cka czyk owicz enko chuk escu opoulos akis idis oglu ovic
  evic ovich evich kova ashvili adze nyan elli etti ucci acci eau ault guez ndez nnez`

/** States of the United States and of Australia, by the last word of their names. */
export const stateWords = `ak al ar az ca co ct dc de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh
  nj nm nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy alabama alaska arizona arkansas california colorado
  connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
  massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina
  dakota ohio oklahoma oregon pennsylvania island tennessee texas utah vermont virginia washington wisconsin wyoming
  nsw vic qld sa tas act nt`
