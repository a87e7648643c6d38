extension EconomyTiles {
    /// A word for each tile, in rows from the north and columns from the west; `--` is sea. Written by `Scripts/economies.py` from
    /// the places of time zones.
    static let table = #"""
        -- -- -- -- -- -- GL FO IM NL NO SJ SE AX EE FI -- -- -- -- -- -- -- -- --
        -- -- -- -- -- -- IS IE GB BE DK DE AT RU LV LT BY -- -- -- -- -- -- -- --
        -- -- -- -- -- PM CA GG FR LU LI CZ SK HU PL MD UA GE KG KZ MN -- -- -- --
        -- -- -- US -- -- -- JE AD CH SM SI BA RS RO TR AM AZ UZ TJ -- KP -- -- --
        -- -- BS TC BM AI -- PT ES MC IT HR ME XK BG LB SY IR TM NP CN KR JP -- --
        -- CU KY DO VG SX AG MA GI DZ VA MT AL MK CY JO IQ KW AF BT BD TW -- UM --
        MX BZ HT PR MF BL GP CV MR EH TN LY GR EG PS IL BH AE PK IN MO HK -- -- --
        -- GT JM VI KN MS DM MQ SN ML NE -- -- -- SD ER SA QA OM MM LA PH MP -- --
        -- SV HN AW BQ VC LC GM GW BF BJ TD -- -- -- DJ YE -- -- TH VN -- GU MH --
        -- NI CR CW GD TT BB GN SL TG NG CM CF -- SS ET -- -- LK KH BN PW FM KI --
        -- -- PA CO VE GY SR LR CI GH GQ GA CG RW UG KE SO -- MV MY SG TL NR TV TK
        -- -- EC PE -- -- GF BR -- -- ST AO CD ZM BI TZ KM SC IO CC ID PG SB WF WS
        PF -- -- -- BO -- PY -- SH -- -- -- NA BW ZW MW YT MU -- -- CX -- VU FJ AS
        CK PN -- CL -- AR UY -- -- -- -- -- -- ZA SZ MZ MG RE -- -- -- AU NC TO NU
        -- -- -- -- -- FK GS -- -- -- BV -- -- LS -- -- -- TF HM -- -- -- NF NZ --
        -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- AQ -- --
        """#
}
