extension EconomyNames {
    /// Code, and the names in English, Spanish, Portuguese and French. Written by `Scripts/economies.py` from CLDR, as babel
    /// 2.19.0 has it.
    static let table = #"""
        AD|Andorra|Andorra|Andorra|Andorre
        AE|United Arab Emirates|Emiratos Árabes Unidos|Emirados Árabes Unidos|Émirats arabes unis
        AF|Afghanistan|Afganistán|Afeganistão|Afghanistan
        AG|Antigua & Barbuda|Antigua y Barbuda|Antígua e Barbuda|Antigua-et-Barbuda
        AI|Anguilla|Anguila|Anguila|Anguilla
        AL|Albania|Albania|Albânia|Albanie
        AM|Armenia|Armenia|Armênia|Arménie
        AO|Angola|Angola|Angola|Angola
        AQ|Antarctica|Antártida|Antártida|Antarctique
        AR|Argentina|Argentina|Argentina|Argentine
        AS|American Samoa|Samoa Americana|Samoa Americana|Samoa américaines
        AT|Austria|Austria|Áustria|Autriche
        AU|Australia|Australia|Austrália|Australie
        AW|Aruba|Aruba|Aruba|Aruba
        AX|Åland Islands|Islas Aland|Ilhas Aland|Îles Åland
        AZ|Azerbaijan|Azerbaiyán|Azerbaijão|Azerbaïdjan
        BA|Bosnia & Herzegovina|Bosnia y Herzegovina|Bósnia e Herzegovina|Bosnie-Herzégovine
        BB|Barbados|Barbados|Barbados|Barbade
        BD|Bangladesh|Bangladés|Bangladesh|Bangladesh
        BE|Belgium|Bélgica|Bélgica|Belgique
        BF|Burkina Faso|Burkina Faso|Burquina Faso|Burkina Faso
        BG|Bulgaria|Bulgaria|Bulgária|Bulgarie
        BH|Bahrain|Baréin|Barein|Bahreïn
        BI|Burundi|Burundi|Burundi|Burundi
        BJ|Benin|Benín|Benin|Bénin
        BL|St. Barthélemy|San Bartolomé|São Bartolomeu|Saint-Barthélemy
        BM|Bermuda|Bermudas|Bermudas|Bermudes
        BN|Brunei|Brunéi|Brunei|Brunei
        BO|Bolivia|Bolivia|Bolívia|Bolivie
        BQ|Caribbean Netherlands|Caribe neerlandés|Países Baixos Caribenhos|Pays-Bas caribéens
        BR|Brazil|Brasil|Brasil|Brésil
        BS|Bahamas|Bahamas|Bahamas|Bahamas
        BT|Bhutan|Bután|Butão|Bhoutan
        BV|Bouvet Island|Isla Bouvet|Ilha Bouvet|Île Bouvet
        BW|Botswana|Botsuana|Botsuana|Botswana
        BY|Belarus|Bielorrusia|Bielorrússia|Biélorussie
        BZ|Belize|Belice|Belize|Belize
        CA|Canada|Canadá|Canadá|Canada
        CC|Cocos (Keeling) Islands|Islas Cocos|Ilhas Cocos (Keeling)|Îles Cocos
        CD|Congo - Kinshasa|República Democrática del Congo|Congo - Kinshasa|Congo-Kinshasa
        CF|Central African Republic|República Centroafricana|República Centro-Africana|République centrafricaine
        CG|Congo - Brazzaville|Congo|República do Congo|Congo-Brazzaville
        CH|Switzerland|Suiza|Suíça|Suisse
        CI|Côte d’Ivoire|Côte d’Ivoire|Costa do Marfim|Côte d’Ivoire
        CK|Cook Islands|Islas Cook|Ilhas Cook|Îles Cook
        CL|Chile|Chile|Chile|Chili
        CM|Cameroon|Camerún|Camarões|Cameroun
        CN|China|China|China|Chine
        CO|Colombia|Colombia|Colômbia|Colombie
        CR|Costa Rica|Costa Rica|Costa Rica|Costa Rica
        CU|Cuba|Cuba|Cuba|Cuba
        CV|Cape Verde|Cabo Verde|Cabo Verde|Cap-Vert
        CW|Curaçao|Curazao|Curaçao|Curaçao
        CX|Christmas Island|Isla de Navidad|Ilha Christmas|Île Christmas
        CY|Cyprus|Chipre|Chipre|Chypre
        CZ|Czechia|Chequia|Tchéquia|Tchéquie
        DE|Germany|Alemania|Alemanha|Allemagne
        DJ|Djibouti|Yibuti|Djibuti|Djibouti
        DK|Denmark|Dinamarca|Dinamarca|Danemark
        DM|Dominica|Dominica|Dominica|Dominique
        DO|Dominican Republic|República Dominicana|República Dominicana|République dominicaine
        DZ|Algeria|Argelia|Argélia|Algérie
        EC|Ecuador|Ecuador|Equador|Équateur
        EE|Estonia|Estonia|Estônia|Estonie
        EG|Egypt|Egipto|Egito|Égypte
        EH|Western Sahara|Sáhara Occidental|Saara Ocidental|Sahara occidental
        ER|Eritrea|Eritrea|Eritreia|Érythrée
        ES|Spain|España|Espanha|Espagne
        ET|Ethiopia|Etiopía|Etiópia|Éthiopie
        FI|Finland|Finlandia|Finlândia|Finlande
        FJ|Fiji|Fiyi|Fiji|Fidji
        FK|Falkland Islands|Islas Malvinas|Ilhas Malvinas|Îles Malouines
        FM|Micronesia|Micronesia|Micronésia|Micronésie
        FO|Faroe Islands|Islas Feroe|Ilhas Faroé|Îles Féroé
        FR|France|Francia|França|France
        GA|Gabon|Gabón|Gabão|Gabon
        GB|United Kingdom|Reino Unido|Reino Unido|Royaume-Uni
        GD|Grenada|Granada|Granada|Grenade
        GE|Georgia|Georgia|Geórgia|Géorgie
        GF|French Guiana|Guayana Francesa|Guiana Francesa|Guyane française
        GG|Guernsey|Guernesey|Guernsey|Guernesey
        GH|Ghana|Ghana|Gana|Ghana
        GI|Gibraltar|Gibraltar|Gibraltar|Gibraltar
        GL|Greenland|Groenlandia|Groenlândia|Groenland
        GM|Gambia|Gambia|Gâmbia|Gambie
        GN|Guinea|Guinea|Guiné|Guinée
        GP|Guadeloupe|Guadalupe|Guadalupe|Guadeloupe
        GQ|Equatorial Guinea|Guinea Ecuatorial|Guiné Equatorial|Guinée équatoriale
        GR|Greece|Grecia|Grécia|Grèce
        GS|South Georgia & South Sandwich Islands|Islas Georgia del Sur y Sandwich del Sur|Ilhas Geórgia do Sul e Sandwich do Sul|Géorgie du Sud-et-les Îles Sandwich du Sud
        GT|Guatemala|Guatemala|Guatemala|Guatemala
        GU|Guam|Guam|Guam|Guam
        GW|Guinea-Bissau|Guinea-Bisáu|Guiné-Bissau|Guinée-Bissau
        GY|Guyana|Guyana|Guiana|Guyana
        HK|Hong Kong SAR China|RAE de Hong Kong (China)|Hong Kong, RAE da China|R.A.S. chinoise de Hong Kong
        HM|Heard Island & McDonald Islands|Islas Heard y McDonald|Ilhas Heard e McDonald|Îles Heard-et-MacDonald
        HN|Honduras|Honduras|Honduras|Honduras
        HR|Croatia|Croacia|Croácia|Croatie
        HT|Haiti|Haití|Haiti|Haïti
        HU|Hungary|Hungría|Hungria|Hongrie
        ID|Indonesia|Indonesia|Indonésia|Indonésie
        IE|Ireland|Irlanda|Irlanda|Irlande
        IL|Israel|Israel|Israel|Israël
        IM|Isle of Man|Isla de Man|Ilha de Man|Île de Man
        IN|India|India|Índia|Inde
        IO|British Indian Ocean Territory|Territorio Británico del Océano Índico|Território Britânico do Oceano Índico|Territoire britannique de l’océan Indien
        IQ|Iraq|Irak|Iraque|Irak
        IR|Iran|Irán|Irã|Iran
        IS|Iceland|Islandia|Islândia|Islande
        IT|Italy|Italia|Itália|Italie
        JE|Jersey|Jersey|Jersey|Jersey
        JM|Jamaica|Jamaica|Jamaica|Jamaïque
        JO|Jordan|Jordania|Jordânia|Jordanie
        JP|Japan|Japón|Japão|Japon
        KE|Kenya|Kenia|Quênia|Kenya
        KG|Kyrgyzstan|Kirguistán|Quirguistão|Kirghizstan
        KH|Cambodia|Camboya|Camboja|Cambodge
        KI|Kiribati|Kiribati|Quiribati|Kiribati
        KM|Comoros|Comoras|Comores|Comores
        KN|St. Kitts & Nevis|San Cristóbal y Nieves|São Cristóvão e Névis|Saint-Christophe-et-Niévès
        KP|North Korea|Corea del Norte|Coreia do Norte|Corée du Nord
        KR|South Korea|Corea del Sur|Coreia do Sul|Corée du Sud
        KW|Kuwait|Kuwait|Kuwait|Koweït
        KY|Cayman Islands|Islas Caimán|Ilhas Cayman|Îles Caïmans
        KZ|Kazakhstan|Kazajistán|Cazaquistão|Kazakhstan
        LA|Laos|Laos|Laos|Laos
        LB|Lebanon|Líbano|Líbano|Liban
        LC|St. Lucia|Santa Lucía|Santa Lúcia|Sainte-Lucie
        LI|Liechtenstein|Liechtenstein|Liechtenstein|Liechtenstein
        LK|Sri Lanka|Sri Lanka|Sri Lanka|Sri Lanka
        LR|Liberia|Liberia|Libéria|Liberia
        LS|Lesotho|Lesoto|Lesoto|Lesotho
        LT|Lithuania|Lituania|Lituânia|Lituanie
        LU|Luxembourg|Luxemburgo|Luxemburgo|Luxembourg
        LV|Latvia|Letonia|Letônia|Lettonie
        LY|Libya|Libia|Líbia|Libye
        MA|Morocco|Marruecos|Marrocos|Maroc
        MC|Monaco|Mónaco|Mônaco|Monaco
        MD|Moldova|Moldavia|Moldávia|Moldavie
        ME|Montenegro|Montenegro|Montenegro|Monténégro
        MF|St. Martin|San Martín|São Martinho|Saint-Martin
        MG|Madagascar|Madagascar|Madagascar|Madagascar
        MH|Marshall Islands|Islas Marshall|Ilhas Marshall|Îles Marshall
        MK|North Macedonia|Macedonia del Norte|Macedônia do Norte|Macédoine du Nord
        ML|Mali|Mali|Mali|Mali
        MM|Myanmar (Burma)|Myanmar (Birmania)|Mianmar (Birmânia)|Myanmar (Birmanie)
        MN|Mongolia|Mongolia|Mongólia|Mongolie
        MO|Macao SAR China|RAE de Macao (China)|Macau, RAE da China|R.A.S. chinoise de Macao
        MP|Northern Mariana Islands|Islas Marianas del Norte|Ilhas Marianas do Norte|Îles Mariannes du Nord
        MQ|Martinique|Martinica|Martinica|Martinique
        MR|Mauritania|Mauritania|Mauritânia|Mauritanie
        MS|Montserrat|Montserrat|Montserrat|Montserrat
        MT|Malta|Malta|Malta|Malte
        MU|Mauritius|Mauricio|Maurício|Maurice
        MV|Maldives|Maldivas|Maldivas|Maldives
        MW|Malawi|Malaui|Malaui|Malawi
        MX|Mexico|México|México|Mexique
        MY|Malaysia|Malasia|Malásia|Malaisie
        MZ|Mozambique|Mozambique|Moçambique|Mozambique
        NA|Namibia|Namibia|Namíbia|Namibie
        NC|New Caledonia|Nueva Caledonia|Nova Caledônia|Nouvelle-Calédonie
        NE|Niger|Níger|Níger|Niger
        NF|Norfolk Island|Isla Norfolk|Ilha Norfolk|Île Norfolk
        NG|Nigeria|Nigeria|Nigéria|Nigeria
        NI|Nicaragua|Nicaragua|Nicarágua|Nicaragua
        NL|Netherlands|Países Bajos|Países Baixos|Pays-Bas
        NO|Norway|Noruega|Noruega|Norvège
        NP|Nepal|Nepal|Nepal|Népal
        NR|Nauru|Nauru|Nauru|Nauru
        NU|Niue|Niue|Niue|Niue
        NZ|New Zealand|Nueva Zelanda|Nova Zelândia|Nouvelle-Zélande
        OM|Oman|Omán|Omã|Oman
        PA|Panama|Panamá|Panamá|Panama
        PE|Peru|Perú|Peru|Pérou
        PF|French Polynesia|Polinesia Francesa|Polinésia Francesa|Polynésie française
        PG|Papua New Guinea|Papúa Nueva Guinea|Papua-Nova Guiné|Papouasie-Nouvelle-Guinée
        PH|Philippines|Filipinas|Filipinas|Philippines
        PK|Pakistan|Pakistán|Paquistão|Pakistan
        PL|Poland|Polonia|Polônia|Pologne
        PM|St. Pierre & Miquelon|San Pedro y Miquelón|São Pedro e Miquelão|Saint-Pierre-et-Miquelon
        PN|Pitcairn Islands|Islas Pitcairn|Ilhas Pitcairn|Îles Pitcairn
        PR|Puerto Rico|Puerto Rico|Porto Rico|Porto Rico
        PS|Palestinian Territories|Territorios Palestinos|Territórios palestinos|Territoires palestiniens
        PT|Portugal|Portugal|Portugal|Portugal
        PW|Palau|Palaos|Palau|Palaos
        PY|Paraguay|Paraguay|Paraguai|Paraguay
        QA|Qatar|Catar|Catar|Qatar
        RE|Réunion|Reunión|Reunião|La Réunion
        RO|Romania|Rumanía|Romênia|Roumanie
        RS|Serbia|Serbia|Sérvia|Serbie
        RU|Russia|Rusia|Rússia|Russie
        RW|Rwanda|Ruanda|Ruanda|Rwanda
        SA|Saudi Arabia|Arabia Saudí|Arábia Saudita|Arabie saoudite
        SB|Solomon Islands|Islas Salomón|Ilhas Salomão|Îles Salomon
        SC|Seychelles|Seychelles|Seicheles|Seychelles
        SD|Sudan|Sudán|Sudão|Soudan
        SE|Sweden|Suecia|Suécia|Suède
        SG|Singapore|Singapur|Singapura|Singapour
        SH|St. Helena, Ascension & Tristan da Cunha|Santa Elena|Santa Helena|Sainte-Hélène
        SI|Slovenia|Eslovenia|Eslovênia|Slovénie
        SJ|Svalbard & Jan Mayen|Svalbard y Jan Mayen|Svalbard e Jan Mayen|Svalbard et Jan Mayen
        SK|Slovakia|Eslovaquia|Eslováquia|Slovaquie
        SL|Sierra Leone|Sierra Leona|Serra Leoa|Sierra Leone
        SM|San Marino|San Marino|San Marino|Saint-Marin
        SN|Senegal|Senegal|Senegal|Sénégal
        SO|Somalia|Somalia|Somália|Somalie
        SR|Suriname|Surinam|Suriname|Suriname
        SS|South Sudan|Sudán del Sur|Sudão do Sul|Soudan du Sud
        ST|São Tomé & Príncipe|Santo Tomé y Príncipe|São Tomé e Príncipe|Sao Tomé-et-Principe
        SV|El Salvador|El Salvador|El Salvador|Salvador
        SX|Sint Maarten|Sint Maarten|Sint Maarten|Saint-Martin (partie néerlandaise)
        SY|Syria|Siria|Síria|Syrie
        SZ|Eswatini|Esuatini|Essuatíni|Eswatini
        TC|Turks & Caicos Islands|Islas Turcas y Caicos|Ilhas Turcas e Caicos|Îles Turques-et-Caïques
        TD|Chad|Chad|Chade|Tchad
        TF|French Southern and Antarctic Lands|Territorios Australes Franceses|Territórios Franceses do Sul|Terres australes françaises
        TG|Togo|Togo|Togo|Togo
        TH|Thailand|Tailandia|Tailândia|Thaïlande
        TJ|Tajikistan|Tayikistán|Tadjiquistão|Tadjikistan
        TK|Tokelau|Tokelau|Tokelau|Tokelau
        TL|Timor-Leste|Timor-Leste|Timor-Leste|Timor oriental
        TM|Turkmenistan|Turkmenistán|Turcomenistão|Turkménistan
        TN|Tunisia|Túnez|Tunísia|Tunisie
        TO|Tonga|Tonga|Tonga|Tonga
        TR|Türkiye|Turquía|Turquia|Turquie
        TT|Trinidad & Tobago|Trinidad y Tobago|Trinidad e Tobago|Trinité-et-Tobago
        TV|Tuvalu|Tuvalu|Tuvalu|Tuvalu
        TW|Taiwan|Taiwán|Taiwan|Taïwan
        TZ|Tanzania|Tanzania|Tanzânia|Tanzanie
        UA|Ukraine|Ucrania|Ucrânia|Ukraine
        UG|Uganda|Uganda|Uganda|Ouganda
        UM|U.S. Outlying Islands|Islas menores alejadas de EE. UU.|Ilhas Menores Distantes dos EUA|Îles mineures éloignées des États-Unis
        US|United States|Estados Unidos|Estados Unidos|États-Unis
        UY|Uruguay|Uruguay|Uruguai|Uruguay
        UZ|Uzbekistan|Uzbekistán|Uzbequistão|Ouzbékistan
        VA|Vatican City|Ciudad del Vaticano|Cidade do Vaticano|État de la Cité du Vatican
        VC|St. Vincent & Grenadines|San Vicente y las Granadinas|São Vicente e Granadinas|Saint-Vincent-et-les Grenadines
        VE|Venezuela|Venezuela|Venezuela|Venezuela
        VG|British Virgin Islands|Islas Vírgenes Británicas|Ilhas Virgens Britânicas|Îles Vierges britanniques
        VI|U.S. Virgin Islands|Islas Vírgenes de EE. UU.|Ilhas Virgens Americanas|Îles Vierges des États-Unis
        VN|Vietnam|Vietnam|Vietnã|Viêt Nam
        VU|Vanuatu|Vanuatu|Vanuatu|Vanuatu
        WF|Wallis & Futuna|Wallis y Futuna|Wallis e Futuna|Wallis-et-Futuna
        WS|Samoa|Samoa|Samoa|Samoa
        XK|Kosovo|Kosovo|Kosovo|Kosovo
        YE|Yemen|Yemen|Iêmen|Yémen
        YT|Mayotte|Mayotte|Mayotte|Mayotte
        ZA|South Africa|Sudáfrica|África do Sul|Afrique du Sud
        ZM|Zambia|Zambia|Zâmbia|Zambie
        ZW|Zimbabwe|Zimbabue|Zimbábue|Zimbabwe
        """#
}
