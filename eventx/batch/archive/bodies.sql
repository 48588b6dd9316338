-- Bodies: what is known of the names of public bodies, as data. Names are keys: plain, in small letters, without "the".

-- step: known
-- Bodies that are known by their acronym wherever they are told; any other acronym stands for whom an article calls so.
CREATE OR REPLACE TABLE public_body AS FROM (VALUES
    ('adb', 'asian development bank'), ('afdb', 'african development bank'), ('afp', 'agence france presse'), ('ap', 'associated press'),
    ('asean', 'association of southeast asian nations'), ('bis', 'bank for international settlements'), ('boe', 'bank of england'),
    ('boj', 'bank of japan'), ('cdc', 'centers for disease control and prevention'), ('cia', 'central intelligence agency'),
    ('ebrd', 'european bank for reconstruction and development'), ('ecb', 'european central bank'), ('eib', 'european investment bank'),
    ('epa', 'environmental protection agency'), ('eu', 'european union'), ('faa', 'federal aviation administration'),
    ('fao', 'food and agriculture organization'), ('fbi', 'federal bureau of investigation'), ('fcc', 'federal communications commission'),
    ('fda', 'food and drug administration'), ('fdic', 'federal deposit insurance corp'), ('ft', 'financial times'),
    ('ftc', 'federal trade commission'), ('iaea', 'international atomic energy agency'), ('icc', 'international criminal court'),
    ('icj', 'international court of justice'), ('iea', 'international energy agency'), ('ilo', 'international labour organization'),
    ('imf', 'international monetary fund'), ('ioc', 'international olympic committee'), ('iom', 'international organization for migration'),
    ('irs', 'internal revenue service'), ('itu', 'international telecommunication union'), ('nasa', 'national aeronautics and space administration'),
    ('nato', 'north atlantic treaty organization'), ('nhs', 'national health service'), ('nyse', 'new york stock exchange'),
    ('oecd', 'organisation for economic cooperation and development'), ('opec', 'organization of the petroleum exporting countries'),
    ('osce', 'organization for security and cooperation in europe'), ('sec', 'securities and exchange commission'), ('un', 'united nations'),
    ('undp', 'united nations development programme'), ('unesco', 'united nations educational scientific and cultural organization'),
    ('unhcr', 'united nations high commissioner for refugees'), ('unicef', 'united nations children fund'), ('wfp', 'world food programme'),
    ('who', 'world health organization'), ('wto', 'world trade organization')
) known(key, target);
CREATE OR REPLACE TABLE demonym AS FROM (VALUES $demonyms, ('us', 'US'), ('u s', 'US'), ('uk', 'GB'), ('u k', 'GB')) known(key, country);
-- What every land has: "Parliament" is that of the country which the article is about.
CREATE OR REPLACE MACRO portfolio() AS '(the )?(agriculture|commerce|culture|defen[cs]e|econom(y|ics?)|education|employment|energy|environment|finance|foreign'
    || '( affairs| trade)?|health|home( affairs)?|housing|industry|information|interior|justice|labou?r|planning|public (health|works)|state|tourism|trade|'
    || 'transport(ation)?|water)( and [a-z]+)?';
CREATE OR REPLACE MACRO of_a_land(key) AS regexp_full_match(key, 'air force|(armed|defen[cs]e|security) forces?|army|cabinet|central bank|coast guard|'
    || 'congress|((house|chamber) of )?(commons|deputies|lords|representatives)|court of appeals?|(appeals|constitutional|federal|high|supreme) court|'
    || 'customs|elect(ion|oral) commission|government|legislature|(lower|upper) house|national (assembly|bank|guard|police)|navy|opposition|'
    || 'parliament|((federal|military) )?police|reserve bank|senate|statistics (agency|bureau|office)|stock exchange|treasury|'
    || '(department|ministry|office) of ' || portfolio() || '|' || portfolio() || ' (department|ministry|office)');
