"""Who a source is: names, titles, pronouns, descriptions, groups and papers."""

import pytest

from service.model import SpeakerType
from service.resolution import resolve
from tests.resolution.marked import answers, parse

NAMES = {
    "a first name that no list has before one that is known": (
        "Defence counsel <s1>Zumtaz Ali Junejen</s1> <c1>said</c1> <w1>the road was open</w1>. “<w2>It is wet</w2>,” <s2>Mr "
        "Junejen</s2> <c2>added</c2>.",
        ["Zumtaz Ali Junejen", "Zumtaz Ali Junejen"],
    ),
    "a council, and where it posted": (
        "<s1>Elm County Council on X</s1><c1>:</c1> “<w1>The road is open</w1>.”",
        ["Elm County Council"],
    ),
    "a place behind a place": (
        "<s1>An environmental court in Elm, Norvia,</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["An environmental court in Elm"],
    ),
    "the president of a union, and a name": (
        "“<w1>We are tired</w1>,” <s1>the President of the Elm Farmers’ Union, Deacon Kolawole Ibidapen,</s1> <c1>said</c1>.",
        ["Kolawole Ibidapen"],
    ),
    "titles of more countries": (
        "<s1>Maître Karim Selmen</s1> <c1>said</c1> <w1>no</w1>. <s2>Datuk Azhar Rashiden</s2> <c2>said</c2> <w2>yes</w2>. "
        "<s3>Deputy Public Defender Sunil Adhikaren</s3> <c3>said</c3> <w3>no</w3>.",
        ["Karim Selmen", "Azhar Rashiden", "Sunil Adhikaren"],
    ),
    "a first name that is a title, too": (
        "<s1>Her husband Dean, 40,</s1> <c1>said</c1> <w1>it was a joke</w1>.",
        ["Dean"],
    ),
    "a country and a body": (
        "Norvia and the Elm Monetary Fund (EMF) have agreed on a loan. <w1>It is late</w1>, <s1>the lender</s1> <c1>said</c1>.",
        ["Elm Monetary Fund"],
    ),
    "an office, its body, and a name with a title": (
        "<s1>The Permanent Secretary, Elm State Rescue Agency, Dr Olufemi Oken-Osan,</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Olufemi Oken-Osan"],
    ),
    "survivors of a day": (
        "<s1>Survivors of the house that fell in Elm on Saturday</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Survivors of the house that fell in Elm"],
    ),
    "a Welsh name": (
        "<s1>Plaid leader Rhun ap Iorwen</s1> <c1>said</c1> <w1>no</w1>. <s2>ap Iorwen</s2> <c2>added</c2> <w2>it was wet</w2>.",
        ["Rhun ap Iorwen", "Rhun ap Iorwen"],
    ),
    "a directorate of something": (
        "<s1>The Directorate of Criminal Investigations</s1> <c1>said</c1> <w1>the road was wet</w1>.",
        ["Directorate of Criminal Investigations"],
    ),
    "a panel on something": (
        "<s1>The Norvian Panel on Road Safety</s1> <c1>said</c1> <w1>the road was wet</w1>.",
        ["Norvian Panel on Road Safety"],
    ),
    "who tells a name of themselves": (
        "<s1>An eyewitness, who identified himself simply as Tullen,</s1> <c1>said</c1> <w1>the road was open</w1>. Ola Verin "
        "left. <s2>A neighbour, who gave her name only as Ada,</s2> <c2>said</c2> <w2>it was shut</w2>.",
        ["Tullen", "Ada"],
    ),
    "what a quotation calls whom it speaks to": (
        "Ed Berg was cross. “<w1>That is a lot of work, Mr. Secretary</w1>,” <s1>he</s1> <c1>said</c1>.",
        ["Ed Berg"],
    ),
    "a verb that opens the sentence before a name": (
        "<s1>Ada Verin</s1> <c1>said</c1> <w1>the road was open</w1>. <c2>Continued</c2> <s2>Verin</s2>: “<w2>It is wet</w2>.”",
        ["Ada Verin", "Ada Verin"],
    ),
    "a ministry behind the adjective of its country": (
        "<s1>The Norvian Ministry of Defence</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Norvian Ministry of Defence"],
    ),
    "a commissioner for something, and a name": (
        "<s1>The Kogen State Commissioner for Information, Hon. Shaibu Atten,</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Shaibu Atten"],
    ),
    "the short form of an office before a name": (
        "<s1>Superintendent of Police (SP) Nelma Raghven</s1> <c1>said</c1> <w1>the road was open</w1>. <s2>The SP</s2> "
        "<c2>added</c2> <w2>it was wet</w2>.",
        ["Nelma Raghven", "Nelma Raghven"],
    ),
    "the short form of an office, and its bearer behind a comma": (
        "<s1>The port warden-in-chief (PWC) of Elm, Tarik Munnen,</s1> <c1>said</c1> <w1>the road was open</w1>. "
        "<s2>The officer-in-charge (OC) of Elm Police Station, Ravi Lalen,</s2> <c2>said</c2> <w2>it was shut</w2>. “<w3>It is "
        "wet</w3>,” <s3>the OC</s3> <c3>added</c3>.",
        ["Tarik Munnen", "Ravi Lalen", "Ravi Lalen"],
    ),
    "the initials of an office": (
        "<s1>Deputy President Hassan Duben</s1> <c1>said</c1> <w1>the road was open</w1>. <s2>The DP</s2> <c2>added</c2> "
        "<w2>it was wet</w2>. <s3>DGP Alok Mohanten</s3> <c3>said</c3> <w3>no</w3>.",
        ["Hassan Duben", "Hassan Duben", "Alok Mohanten"],
    ),
    "offices of Ireland": (
        "<s1>The Tánaiste, Sinéad Fallen,</s1> <c1>said</c1> <w1>the road was open</w1>. “<w2>It is wet</w2>,” <s2>she</s2> "
        "<c2>added</c2>. <s3>The Taoiseach, Donal Brenn,</s3> <c3>said</c3> <w3>no</w3>.",
        ["Sinéad Fallen", "Sinéad Fallen", "Donal Brenn"],
    ),
    "a company's name without what it is in law": (
        "Halvern beats estimates\n\n<s1>Halvern Marine ASA</s1> <c1>said</c1> <w1>it would pay more</w1>. "
        "<s2>Halvern</s2> <c2>added</c2> <w2>it was glad</w2>.",
        ["Halvern Marine ASA", "Halvern Marine ASA"],
    ),
    "a company that leads is no person": (
        "<s1>Norsen Kabel AS, a leader in cables,</s1> <c1>said</c1> <w1>it would build</w1>.\n\n<w2>The plant is the "
        "first</w2>, <s2>the company</s2> <c2>said</c2>.",
        ["Norsen Kabel AS", "Norsen Kabel AS"],
    ),
    "a man named so": (
        "<s1>The accountant, a man named Fenwick who knows both,</s1> <c1>said</c1> <w1>the truth was old</w1>. <s2>A "
        "man named Berg</s2> <c2>said</c2> <w2>no</w2>.",
        ["Fenwick", "Berg"],
    ),
    "a role and a name behind a short form in brackets": (
        "“<w1>On paper I have a boat</w1>,” <c1>quipped</c1> <s1>Bharten Fishers Union (Ekta) block president Jagro "
        "Singhen</s1>.",
        ["Jagro Singhen"],
    ),
    "who is added to one of them": (
        "Her students wept. <s1>One</s1> of them, the climatologist Marta Zieben, <c1>said</c1> <w1>she never shouted</w1>.",
        ["Marta Zieben"],
    ),
    "who is added to another is not the friend of that one": (
        "<s1>A pal of Dean's cousin, the model Tasha Drayen,</s1> <c1>said</c1> <w1>he was glad</w1>.",
        ["A pal of Dean's cousin*"],
    ),
    "whoever a clause about a speaker names does not speak": (
        "<s1>The governor, who spoke through his aide, Marta Zieben,</s1> <c1>said</c1> <w1>the claim was baseless</w1>.",
        ["The governor"],
    ),
    "an operator may be a company, and “it”": (
        "<s1>The operator, Blue Crest Marine,</s1> <c1>denied</c1> <w1>any fault</w1>. In a statement on Monday <s2>it</s2> "
        "<c2>said</c2> <w2>43 tickets had been sold</w2>.",
        ["Blue Crest Marine", "Blue Crest Marine"],
    ),
    "a company whose name holds a first name": (
        "<s1>Halvern Marine ASA</s1> <c1>said</c1> <w1>it would pay more</w1>.",
        ["Halvern Marine ASA"],
    ),
    "a title of the Gulf": ("<s1>Sheikha Noor Al-Sabban</s1> <c1>said</c1> <w1>the line was safe</w1>.", ["Noor Al-Sabban"]),
    "a member of an assembly": (
        "<s1>Congress MLA Gurpreet Bajwen</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Gurpreet Bajwen"],
    ),
    "a title is no part of a name": (
        "<s1>Lt. Gen. Ada Brandvik</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Ada Brandvik"],
    ),
    "capitalised offices are no part of a name": (
        "<s1>Norvian Deputy Prime Minister Igor Stalk</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Igor Stalk"],
    ),
    "a lower-case role is no part of a name": (
        "<s1>Treasury spokesman Anton Belko</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Anton Belko"],
    ),
    "a name without a known first name is told by the role before it": (
        "<s1>lead researcher Wanjala Kamunde</s1> <c1>said</c1> <w1>the lake was dry</w1>.",
        ["Wanjala Kamunde"],
    ),
    "an addition after a name is no part of it": (
        "<s1>Lim Soo-bin, an analyst at Harlow Securities,</s1> <c1>said</c1> <w1>prices would fall</w1>.",
        ["Lim Soo-bin"],
    ),
    "a name added to a description is the speaker": (
        "<s1>The chairperson of the port authority, Leela Varkey,</s1> <c1>said</c1> <w1>the crane was safe</w1>.",
        ["Leela Varkey"],
    ),
    "a name added to whoever owns a role": (
        "<s1>Her attorney, Renée Okoro,</s1> <c1>said</c1> <w1>the case was thin</w1>.",
        ["Renée Okoro"],
    ),
    "a place after a name is no part of it": (
        "<s1>Rep. Joan Alder (D-Ore.) of Bend</s1> <c1>said</c1> <w1>the bill was dead</w1>.",
        ["Joan Alder"],
    ),
    "an office of several words before a name": (
        "<s1>Common Pleas Clerk of Courts Joan Hruska</s1> <c1>said</c1> <w1>the files were safe</w1>.",
        ["Joan Hruska"],
    ),
    "an office and what it is for are no part of a name": (
        "<s1>The Minister of Education Stefan Gianno</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Stefan Gianno"],
    ),
    "nor are they before a courtesy title": (
        "<s1>Undersecretary for Education Mr. Toccafo</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Toccafo"],
    ),
    "nor is the body that an office leads": (
        "<s1>CEO of the Harbour Council Enver Solmun</s1> <c1>said</c1> <w1>the road was open</w1>. "
        "<s2>The head of the Grain Board Orsan Belik</s2> <c2>said</c2> <w2>it was shut</w2>.",
        ["Enver Solmun", "Orsan Belik"],
    ),
    "who speaks for someone is not that one": (
        "<s1>A spokesman for Harbour Minister Ada Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["A spokesman for Harbour Minister Ada Lind"],
    ),
    "a month's short form may be a first name": (
        "<s1>The company's spokesman</s1>, Jan Holt, <c1>said</c1> <w1>the road was open</w1>.",
        ["Jan Holt"],
    ),
    "of two surnames before the verb both speak": (
        "<s1>Kinley</s1> and Schulen <c1>said</c1> <w1>so</w1>. Ida Kinley is a guard, and Ed Schulen is a clerk.",
        ["Ida Kinley and Ed Schulen"],
    ),
    "a surname that is a title, behind an initial": (
        "<s1>Representative Peter T. King of New Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Peter T. King"],
    ),
    "a clause is told of its first name": (
        "<s1>Santos attacked Lind</s1> <c1>saying</c1> <w1>so</w1>. Ida Santos and Ada Lind are mayors.",
        ["Ida Santos"],
    ),
    "a verb behind what a role belongs to is no part of it": (
        "<s1>A reporter</s1> for the Elm Fisher spotted Lind and <c1>said</c1> <w1>so</w1>.",
        ["A reporter for the Elm Fisher"],
    ),
    "an adverb of the verb is no part of a name": (
        "<s1>Ida Santos often</s1> <c1>said</c1> <w1>the road was open</w1>. <s2>Santos angrily</s2> <c2>added</c2> <w2>so</w2>.",
        ["Ida Santos", "Ida Santos"],
    ),
    "who stresses a name is no part of it": (
        "<s1>Ida Santos</s1> <c1>said</c1> <w1>so</w1>. <s2>Santos herself</s2> <c2>added</c2> <w2>so</w2>.",
        ["Ida Santos", "Ida Santos"],
    ),
    "when it was said is no part of who said it": (
        "<s1>A spokesman</s1> for the Elm Council last night <c1>said</c1> <w1>so</w1>.",
        ["A spokesman for the Elm Council"],
    ),
    "a verb behind a full name is no part of it": (
        "<s1>Mayor Ada Lind urged crews</s1> <c1>saying</c1> <w1>the road was open</w1>.",
        ["Ada Lind"],
    ),
    "a surname is the person named in full before": (
        "Mayor Ada Lind met the crews. <s1>Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Ada Lind"],
    ),
    "a surname is the person named in full only later": (
        "<s1>Lind</s1> <c1>said</c1> <w1>the road was open</w1>.\n\nAda Lind has been mayor since May.",
        ["Ada Lind"],
    ),
    "a surname that is a title elsewhere": (
        "Howard Dean came late. <s1>Dean, a doctor,</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Howard Dean"],
    ),
    "a courtesy title tells husband and wife apart": (
        "Karl Berg and Ida Berg own the mill. <s1>Mrs. Berg</s1> <c1>said</c1> <w1>it would close</w1>.",
        ["Ida Berg"],
    ),
    "of two of one name the one who was speaking": (
        "<s1>Karl Berg</s1> <c1>said</c1> <w1>the mill would close</w1>. Ida Berg owns it. <s2>Berg</s2> "
        "<c2>said</c2> <w2>no one had paid</w2>.",
        ["Karl Berg", "Karl Berg"],
    ),
    "a two-word surname": (
        "Ildefonso Guajardo Villareal came. <s1>Mr. Guajardo Villareal</s1> <c1>said</c1> <w1>the talks were long</w1>.",
        ["Ildefonso Guajardo Villareal"],
    ),
    "a suffix is no surname": (
        "Joseph R. Tilden Jr. came. <s1>Mr. Tilden</s1> <c1>said</c1> <w1>the talks were long</w1>.",
        ["Joseph R. Tilden Jr."],
    ),
    "a surname with one letter wrong": (
        "Leslie Wimmer leads the caucus. <s1>Winmer</s1> <c1>said</c1> <w1>turnout would fall</w1>.",
        ["Leslie Wimmer"],
    ),
    "an acronym that the page spells out": (
        "The Alliance to Mend Our Roads (AMOR) marched. <s1>AMOR</s1> <c1>said</c1> <w1>thousands came</w1>.",
        ["Alliance to Mend Our Roads"],
    ),
    "an acronym of another language": (
        "<s1>AFET</s1> <c1>says</c1> <w1>no one was hurt</w1>.\n\nThe Disaster and Rescue Authority (AFET) sent teams.",
        ["Disaster and Rescue Authority"],
    ),
    "a body whose name goes on over small words": (
        "<s1>the Center for Countering Floods</s1> <c1>said</c1> <w1>the dam held</w1>.",
        ["Center for Countering Floods"],
    ),
    "a body named after what it is for": (
        "<s1>The Ministry of Defence of Norvia</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Ministry of Defence of Norvia"],
    ),
    "a body whose name begins with a small word": (
        "<s1>The All Farmers Congress (AFC)</s1> <c1>met</c1> <w1>in May</w1>. <s2>The congress</s2> <c2>said</c2> <w2>so</w2>.",
        ["All Farmers Congress", "All Farmers Congress"],
    ),
    "a compound title": (
        "<s1>UN Secretary-General Antero Gut</s1> <c1>said</c1> <w1>so</w1>. <s2>The UN chief</s2> <c2>added</c2> <w2>more</w2>.",
        ["Antero Gut", "Antero Gut"],
    ),
    "a family name that comes first": (
        "<s1>Norvian President Lee Jae-bok</s1> <c1>said</c1> <w1>so</w1>. <s2>Lee</s2> <c2>added</c2> <w2>more</w2>.",
        ["Lee Jae-bok", "Lee Jae-bok"],
    ),
    "a surname of several words": (
        "<s1>Ulla von der Lahn</s1> <c1>said</c1> <w1>so</w1>. <s2>Von der Lahn</s2> <c2>added</c2> <w2>more</w2>.",
        ["Ulla von der Lahn", "Ulla von der Lahn"],
    ),
    "a source that ends too early is completed": (
        "<s1>A Department</s1> of Roads and Rail spokesperson <c1>said</c1> <w1>the road was open</w1>.",
        ["A Department of Roads and Rail spokesperson"],
    ),
    "a name between the source and its cue": (
        "<s1>The minister</s1>, Ada Lind, <c1>said</c1> <w1>the road was open</w1>.",
        ["Ada Lind"],
    ),
    "two people get both their full names": (
        "Tom Hale and Ida Berg met. <s1>Hale and Berg</s1> <c1>said</c1> <w1>the mill would close</w1>.",
        ["Tom Hale and Ida Berg"],
    ),
    "the two of an office": (
        "Interior Minister Zygis Kairo spoke. His Norvian counterpart, Onne Parn, listened. "
        "<s1>The two ministers</s1> <c1>asked</c1> <w1>for jammers</w1>.",
        ["Zygis Kairo and Onne Parn"],
    ),
    "a short form in brackets between a body and its voice": (
        "<s1>Military Intelligence (HUR) spokesperson Andrii Yusar</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Andrii Yusar"],
    ),
    "a company's form with a stroke": (
        "<s1>Nordhaven Biotech A/S</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Nordhaven Biotech A/S"],
    ),
    "a detective's rank": (
        "<s1>Det Con Ravi Sandhu, of Elm Police</s1>, <c1>said</c1> <w1>the road was shut</w1>.",
        ["Ravi Sandhu"],
    ),
    "a company's kind and its ticker": (
        "Airline Skyvia to cut jobs\n\n<w1>The airline Skyvia (SKY.OL) will cut 1,200 jobs</w1>, <s1>it</s1> "
        "<c1>said</c1>. It is cold.\n\n"
        "<s2>Skyvia</s2> <c2>said</c2> <w2>it was late</w2>.",
        ["Skyvia", "Skyvia"],
    ),
    "a body of two bridges": (
        "<s1>The Institute for the Study of Roads (ISR)</s1> <c1>said</c1> <w1>the road was shut</w1>. <s2>ISR</s2> "
        "<c2>said</c2> "
        "<w2>it was late</w2>.",
        ["Institute for the Study of Roads", "Institute for the Study of Roads"],
    ),
    "a member of parliament": (
        "<s1>Member of Parliament Jukka Salmela</s1> <c1>said</c1> <w1>the road was shut</w1>.",
        ["Jukka Salmela"],
    ),
    "a general staff": (
        "<s1>The General Staff of Norvia's Armed Forces</s1> <c1>said</c1> <w1>the road was shut</w1>. <s2>The General "
        "Staff</s2> "
        "<c2>said</c2> <w2>it was late</w2>.",
        ["General Staff of Norvia's Armed Forces", "General Staff of Norvia's Armed Forces"],
    ),
    "a word that a body's name has, too, before a role": (
        "The Norvian Road Safety Administration met. Safety advocate Bryn Colder was there. <s1>It</s1> <c1>said</c1> "
        "<w1>the road was shut</w1>.",
        ["Norvian Road Safety Administration"],
    ),
    "the commission is the one named in full": (
        "The Norvian Commission will meet. <s1>A Commission spokesperson</s1> <c1>declined to comment</c1> <w1>on it</w1>. "
        "<s2>The Commission</s2> <c2>said</c2> <w2>the road was shut</w2>.",
        ["A Commission spokesperson", "Norvian Commission"],
    ),
    "whom a label names, without the office": (
        "The road is shut\n\nThe road over the pass is shut since May.\n\n"
        "<c1>Quote from</c1> <s1>Norvian Prime Minister Milan Vukotin</s1>: “<w1>We take no orders</w1>.”",
        ["Milan Vukotin"],
    ),
}

DESCRIPTIONS = {
    "whose words are cut by an aside": (
        "Pope Leo was in Elm. “<w1>The Book of Proverbs</w1>, <s1>the pope</s1> <c1>concluded</c1>, <w1>says it best</w1>.”",
        ["Leo"],
    ),
    "the president, behind the words of whoever speaks": (
        "<s1>Ed Trumen</s1> <c1>called</c1> <w1>him stupid</w1>. “<w2>I am better</w2>,” <s2>the president</s2> <c2>said</c2>.",
        ["Ed Trumen", "Ed Trumen"],
    ),
    "a ministry is not whatever was named": (
        "<s1>Elm Gas</s1> <c1>said</c1> <w1>VerinStream was well after the defence ministry in Moscow said it was hit</w1>.\n\n"
        "<s2>The ministry</s2> <c2>said</c2> <w2>four drones fell</w2>.",
        ["Elm Gas", "the defence ministry in Moscow"],
    ),
    "somebody's estimates are theirs": (
        "<s1>Valeriu Pashen</s1> <c1>said</c1> <w1>no</w1>. <c2>According to</c2> <s2>his estimates</s2>, <w2>it will rain</w2>.",
        ["Valeriu Pashen", "Valeriu Pashen"],
    ),
    "a profession that no list has": (
        "“<w1>I am glad</w1>,” <c1>said</c1> <s1>Rosa Achten, a geriatrician at Elm</s1>.\n\nEd Berg left.\n\n"
        "<s2>The geriatrician</s2> <c2>said</c2> <w2>it was late</w2>.",
        ["Rosa Achten", "Rosa Achten"],
    ),
    "a headline's last word tells nothing of whoever wrote the article": (
        "Castle Ceramics turns away bid\n\nBidder says offer was fair to group\n\nOliver Stannage and Priya Venn in London\n\n"
        "Castle Ceramics has turned away a bid.\n\n<w1>It was late</w1>, <s1>the group</s1> <c1>said</c1>.",
        ["Castle Ceramics"],
    ),
    "a group of an index": (
        "Castle Ceramics has turned away a bid.\n\n<s1>The FTSE 250 group</s1> <c1>said</c1> <w1>that it was late</w1>.",
        ["Castle Ceramics"],
    ),
    "this person": (
        "<s1>One of the officials</s1> <c1>warned</c1> <w1>that it was late</w1>. “<w2>No</w2>,” <s2>this "
        "person</s2> <c2>added</c2>.",
        ["One of the officials*", "One of the officials*"],
    ),
    "a garda, and counsel": (
        "Under questions by Caoimhe Breslen SC, for the defence, <s1>Garda Aoife Dhomen</s1> <c1>said</c1> <w1>no</w1>. "
        "<s2>Counsel</s2> <c2>asked</c2> <w2>why</w2>. <s3>The garda</s3> <c3>said</c3> <w3>yes</w3>.",
        ["Aoife Dhomen", "Caoimhe Breslen", "Aoife Dhomen"],
    ),
    "an age, after others have spoken": (
        "<s1>Wayne Kirren</s1> <c1>said</c1> <w1>it was wet</w1>. “<w2>It was</w2>,” <s2>he</s2> <c2>said</c2>.\n\nAt Elm, "
        "retired teacher Beryl Tooven was taken out by crews.\n\n“<w3>They came</w3>,” <s3>the 81-year-old</s3> <c3>said</c3>.",
        ["Wayne Kirren", "Wayne Kirren", "Beryl Tooven"],
    ),
    "the Spaniard of the paragraph before": (
        "“<w1>He gets the ball</w1>,” <s1>coach Inaki Berasten</s1> <c1>said</c1>. “<w1>He had no choice. He had. He did</w1>.”"
        "\n\n"
        "<s2>The Spaniard</s2> <c2>apologised for</c2> <w2>his language</w2>.",
        ["Inaki Berasten", "Inaki Berasten"],
    ),
    "their manager, named later": (
        "A day that <s1>their manager</s1> <c1>called</c1> “<w1>the maddest</w1>” for Elm Villa.\n\n“<w2>He was cross</w2>,” "
        "<s2>Villa boss Dermot Lachen</s2> <c2>said</c2>.",
        ["Dermot Lachen", "Dermot Lachen"],
    ),
    "a standfirst's judge, who is named in the article": (
        "Man on trial over a fire\n\n<w1>Jury must ignore coverage</w1>, <c1>warns</c1> <s1>judge</s1>\n\nBy Sorcha Geraght\n\n"
        "A man was in court on Monday. It was late when it ended.\n\n<s2>Judge Fergal Costen</s2> <c2>said</c2> <w2>no</w2>.",
        ["Fergal Costen", "Fergal Costen"],
    ),
    "a boy who is a teen": (
        "<s1>The boy, Dedric Colven</s1>, <c1>testified</c1> <w1>that it was late</w1>. “<w2>I did not</w2>,” <s2>the teen</s2> "
        "<c2>said</c2>.",
        ["Dedric Colven", "Dedric Colven"],
    ),
    "the attorney of somebody without a name, who has one later": (
        "<w1>A Boston officer who shot a boy feared for his life</w1>, <s1>his attorney</s1> <c1>said</c1>.\n\n“<w2>No</w2>,” "
        "<s2>defense lawyer Michael Belsken</s2> <c2>said</c2>.",
        ["Michael Belsken", "Michael Belsken"],
    ),
    "a company and what it makes": (
        "SpaceElm rocket falls\n\nA SpaceElm Starship fell in what <s1>the company</s1> <c1>called</c1> “<w1>a mishap</w1>”. "
        "“<w2>All is well</w2>,” "
        "<s2>SpaceElm</s2> <c2>said</c2>.",
        ["SpaceElm", "SpaceElm"],
    ),
    "somebody's barrister is not any counsel": (
        "<s1>Counsel to the inquiry, Nicholas Griffen,</s1> <c1>asked</c1> <w1>why</w1>. <s2>The family's barrister</s2> "
        "<c2>said</c2> <w2>no</w2>.",
        ["Nicholas Griffen", "The family's barrister"],
    ),
    "a contractor is a company": (
        "She wrote that VerinNext, the contractor, was late.\n\nVerinNext did not reply. <s1>The company</s1> <c1>said</c1> "
        "<w1>it was not</w1>.",
        ["VerinNext"],
    ),
    "no commission is whatever was named": (
        "Lind praised Elm Rising after <s1>the transit commission</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["the transit commission"],
    ),
    "an office in the headline's manner, and who makes the comments": (
        "Road to open late\n\n<s1>The mayor of Elm</s1> <c1>says</c1> <w1>a further delay to the road is too much</w1>.\n\n"
        "Mark Sutten made the comments on Monday after the council met.",
        ["Mark Sutten"],
    ),
    "the company whose shares fell": (
        "Elm Inc. shares fell after Chief Executive Officer Ada Venn warned investors.\n\nShe spoke in Paris. “<w1>It "
        "is late</w1>,” <s1>Venn</s1> <c1>said</c1> on a call.\n\n<w2>Revenue fell 12%</w2>, <s2>the company</s2> <c2>said</c2>.",
        ["Ada Venn", "Elm Inc."],
    ),
    "people who know what somebody thinks": (
        "<s1>People</s1> familiar with the agency's thinking <c1>said</c1> <w1>it was late</w1>.",
        ["People familiar with the agency's thinking*"],
    ),
    "a body by its letters": (
        "Ola Verin, the director-general of the World Works Organization, met Ed Berg, a clerk of Elm Bank. <s1>The WWO "
        "chief</s1> <c1>said</c1> <w1>it was wet</w1>. “<w2>We work</w2>,” <s2>the WWO head</s2> <c2>added</c2>.",
        ["Ola Verin", "Ola Verin"],
    ),
    "a trade told behind a name and its preposition": (
        "Mara Venn split from Tom Hale, a singer. “<w1>It was time</w1>,” <s1>the singer</s1> <c1>said</c1>.",
        ["Tom Hale"],
    ),
    "a group that is called a watch": (
        "Ola Verin leads the Elm Hippo Watch. <s1>The group</s1> <c1>says</c1> <w1>it is tired</w1>.",
        ["Elm Hippo Watch"],
    ),
    "the police are a force": (
        "<s1>Police</s1> <c1>said</c1> <w1>a woman was held</w1>. “<w2>She is well</w2>,” <s2>a spokeswoman</s2> <c2>said</c2>. "
        "<s3>The force</s3> <c3>added</c3> <w3>that it was wet</w3>.",
        ["Police", "a spokeswoman", "Police"],
    ),
    "an age, of one known by a first name": (
        "“<w1>I was scared</w1>,” <c1>says</c1> <s1>Amina</s1>. <s2>The 19-year-old</s2> <c2>says</c2> <w2>she hid</w2>.",
        ["Amina", "Amina"],
    ),
    "no lake is a company": (
        "The ferry sank on Lake Navash. <s1>Its owner, Elm Lines,</s1> <c1>denied</c1> <w1>that it was old</w1>. "
        "<s2>The company</s2> <c2>said</c2> <w2>it was sorry</w2>.",
        ["Elm Lines", "Elm Lines"],
    ),
    "the father of so many": (
        "Elm mayor Ola Verin, 61, was furious. <s1>The mother of three</s1> <c1>said</c1> <w1>she had been lied to</w1>.",
        ["Ola Verin"],
    ),
    "a woman told of anew": (
        "The host, Dan Keplen, asked whether she owed the woman anything. <s1>The woman at the heart of the dispute, now "
        "54,</s1> <c1>said</c1> <w1>nobody had called</w1>.",
        ["The woman at the heart of the dispute"],
    ),
    "a paper filed somewhere and seen by an outlet": (
        "<w1>The firm kept two books</w1>, <c1>according to</c1> <s1>an affidavit filed in Elm and obtained by CBC News</s1>.",
        ["CBC News > an affidavit filed in Elm"],
    ),
    "when a poll was released is no part of it": (
        "<w1>Six in ten are against the levy</w1>, <s1>an Elm poll released on Tuesday</s1> <c1>has found</c1>. "
        "<w2>Few are for it</w2>, <s2>a survey released Monday</s2> <c2>found</c2>.",
        ["an Elm poll", "a survey"],
    ),
    "whose ministry it is": (
        "The sale is off. <s1>Russia's Ferry Ministry</s1> <c1>said</c1> <w1>it was glad</w1>. <s2>The ministry</s2> "
        "<c2>added</c2> <w2>little</w2>.",
        ["Russia's Ferry Ministry", "Russia's Ferry Ministry"],
    ),
    "people of two places": (
        "Researchers from the University of Exmoor and Oak College tracked bees. <s1>They</s1> <c1>found</c1> <w1>that "
        "noise hurts</w1>.",
        ["Researchers from the University of Exmoor and Oak College"],
    ),
    "the trade of a player just named": (
        "<s1>Captain Kofi Harlan</s1> <c1>backed</c1> <w1>his manager</w1>. “<w2>We were poor</w2>,” <s2>the "
        "midfielder</s2> <c2>said</c2>.",
        ["Kofi Harlan", "Kofi Harlan"],
    ),
    "a short form of two words for an office": (
        "<s1>Deputy commissioner Asha Grewen</s1> <c1>said</c1> <w1>the machines were there</w1>. "
        "“<w2>Nobody can say otherwise</w2>,” <s2>the DC</s2> <c2>added</c2>.",
        ["Asha Grewen", "Asha Grewen"],
    ),
    "who speaks for a ministry is named behind where the speech was made": (
        "Norvia rejects report on its site\n\n<s1>Norvia's Foreign Ministry spokesman</s1> <c1>dismissed</c1> <w1>the "
        "report</w1>.\n\n"
        "Speaking at his weekly press conference, <s2>Behran Kamroni</s2> <c2>said</c2> <w2>the site was open</w2>.\n\n"
        "“<w3>Their own cameras know this</w3>,” <s3>the spokesman</s3> <c3>remarked</c3>.",
        ["Behran Kamroni", "Behran Kamroni", "Behran Kamroni"],
    ),
    "whose agency it is tells that it is no news agency": (
        "<s1>AFP</s1> <c1>said</c1> <w1>the storm was near</w1>.\n\nNine are dead, <c2>according to</c2> <s2>the "
        "country's disaster agency</s2>, "
        "<w2>and the road is shut</w2>.",
        ["AFP", "the country's disaster agency"],
    ),
    "a clinic is no centre": (
        "<s1>The Centres for Storm Control</s1> <c1>said</c1> <w1>the storm was near</w1>.\n\n<s2>The clinic</s2> "
        "<c2>said</c2> <w2>it was open</w2>.",
        ["Centres for Storm Control", "The clinic"],
    ),
    "the spokesperson is the one named": (
        "Treasury spokesman Anton Belko spoke. <s1>The spokesperson</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Anton Belko"],
    ),
    "a spokesperson who is not named is on record": (
        "<s1>A Works Department spokesperson</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["A Works Department spokesperson"],
    ),
    "the company is the one that spoke": (
        "<s1>Boering</s1> <c1>said</c1> <w1>so</w1>. <s2>The company</s2> <c2>added</c2> <w2>more</w2>.",
        ["Boering", "Boering"],
    ),
    "an epithet is the one who spoke": (
        "<s1>Elon Marsh</s1> <c1>wrote</c1> <w1>so</w1>. <s2>The billionaire</s2> <c2>added</c2> <w2>more</w2>.",
        ["Elon Marsh", "Elon Marsh"],
    ),
    "a senator whom nothing tells is the one who spoke": (
        "<s1>Adele Moritz</s1> <c1>said</c1> <w1>so</w1>. <s2>The Norvian senator</s2> <c2>added</c2> <w2>more</w2>.",
        ["Adele Moritz", "Adele Moritz"],
    ),
    "an adjective behind an office belongs to it": (
        "<s1>The council's inspector</s1> general <c1>said</c1> <w1>the books were wrong</w1>.",
        ["The council's inspector general"],
    ),
    "a number that opens a sentence is no name": (
        "<s1>Six</s1> in ten voters <c1>said</c1> <w1>the road was open</w1>.",
        ["Six"],
    ),
    "an age is the one who spoke": (
        "<s1>Coach Bruna Costa</s1> <c1>said</c1> <w1>so</w1>. <s2>The 34-year-old</s2> <c2>added</c2> <w2>more</w2>.",
        ["Bruna Costa", "Bruna Costa"],
    ),
    "a report by someone is known by them": (
        "<s1>A report</s1> by Corruption Watchers <c1>said</c1> <w1>so</w1>. <s2>The report</s2> <c2>added</c2> <w2>more</w2>.",
        ["A report by Corruption Watchers", "A report by Corruption Watchers"],
    ),
    "another office is someone else": (
        "<s1>Defence lawyer Tom Hale</s1> <c1>said</c1> <w1>so</w1>. <s2>The judge</s2> <c2>added</c2> <w2>more</w2>.",
        ["Tom Hale", "The judge"],
    ),
    "the researchers are told by their fuller phrase": (
        "A study by researchers at the University of Lahn is out. <s1>The researchers</s1> <c1>said</c1> <w1>it was cold</w1>.",
        ["researchers at the University of Lahn"],
    ),
    "both are the last two": (
        "Tom Hale met Ida Berg. <s1>Both</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Tom Hale and Ida Berg"],
    ),
    "the judge is the one called Justice": (
        "Lawyers met Justice K.P. Sudarsan. <s1>The judge</s1> <c1>asked</c1> <w1>why it took so long</w1>.",
        ["K.P. Sudarsan"],
    ),
    "an abbreviated office": (
        "Roads Cabinet Secretary Peter Lokoro came. <s1>The CS</s1> <c1>said</c1> <w1>the levy was fair</w1>.",
        ["Peter Lokoro"],
    ),
    "an official may be a minister": (
        "Deputy Prime Minister Igor Stalk came. <s1>The official</s1> <c1>said</c1> <w1>the levy was fair</w1>.",
        ["Igor Stalk"],
    ),
    "a professor by university": (
        "Geologist Prof. Dr. Ülkü Tandal spoke. <s1>The Bosphor University professor</s1> <c1>said</c1> <w1>no one knows</w1>.",
        ["Ülkü Tandal"],
    ),
    "the ministry is the one that spoke": (
        "<s1>Norvia's commerce ministry</s1> <c1>said</c1> <w1>ships will sail</w1>. <s2>The ministry</s2> "
        "<c2>said</c2> <w2>it was time</w2>.",
        ["Norvia's commerce ministry", "Norvia's commerce ministry"],
    ),
    "the fund is the one named": (
        "The Harlow Monetary Fund met. <s1>The fund</s1> <c1>warned</c1> <w1>growth was slow</w1>.",
        ["Harlow Monetary Fund"],
    ),
    "the lobby is an association": (
        "<s1>The Motorists Association of Elmria</s1> <c1>objects</c1> <w1>to the levy</w1>. "
        "<s2>The lobby</s2> <c2>says</c2> <w2>it is a double tax</w2>.",
        ["Motorists Association of Elmria", "Motorists Association of Elmria"],
    ),
    "one's office is not another's": (
        "The Prime Minister’s Office was quiet. <s1>Lavan’s office</s1> <c1>said</c1> <w1>it was not asked</w1>.",
        ["Lavan’s office"],
    ),
    "the poll is the one that was named": (
        "<s1>An Infobarn poll</s1> <c1>shows</c1> <w1>most are against it</w1>. <s2>The survey</s2> <c2>found</c2> "
        "<w2>few for it</w2>.",
        ["An Infobarn poll", "An Infobarn poll"],
    ),
    "the letter is told by its fuller phrase": (
        "He wrote a letter to the board of the mill. <s1>The letter</s1> <c1>says</c1> <w1>it must close</w1>.",
        ["a letter to the board of the mill"],
    ),
    "the document is a report that was only mentioned": (
        "It stands in a report by Corruption Watch. <s1>The 96-page document</s1> <c1>says</c1> <w1>so</w1>.",
        ["a report by Corruption Watch"],
    ),
    "the source is the one described": (
        "<s1>A diplomatic source</s1> <c1>said</c1> <w1>he would come</w1>. <s2>The source</s2> <c2>said</c2> <w2>it "
        "would be soon</w2>.",
        ["A diplomatic source*", "A diplomatic source*"],
    ),
    "a resident is no part of a name": (
        "<s1>Resident Dauda Musal</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Dauda Musal"],
    ),
    "one of them is one of those who would not be named": (
        "<s1>Three diplomats</s1> <c1>said</c1> <w1>so</w1>. <s2>One of them</s2> <c2>said</c2> <w2>it was late</w2>.",
        ["Three diplomats*", "One of them*"],
    ),
    "an office of the first sentences is whoever is named by it later": (
        "<s1>A federal judge</s1> <c1>said</c1> <w1>the road was shut</w1>. Trucks wait. Judge Ada Lind has a car.",
        ["Ada Lind"],
    ),
    "unless two are": (
        "<s1>A federal judge</s1> <c1>said</c1> <w1>the road was shut</w1>. Judge Ada Lind and Judge Tom Berg have cars.",
        ["A federal judge*"],
    ),
    "somebody's office is no service that was named": (
        "The Emergency Service came. <s1>The regional prosecutor's office</s1> <c1>said</c1> <w1>the road was shut</w1>.",
        ["The regional prosecutor's office"],
    ),
    "the duchess of a place": (
        "<s1>The Duchess of Elm</s1> <c1>said</c1> <w1>so</w1>. <s2>The duchess</s2> <c2>added</c2> <w2>more</w2>.",
        ["Duchess of Elm", "Duchess of Elm"],
    ),
    "an office after a place is the one of the name behind it": (
        "<w1>A drone hit Elm</w1>, <s1>Governor Ada Lind</s1> <c1>said</c1>. <s2>The governor</s2> <c2>added</c2> <w2>more</w2>.",
        ["Ada Lind", "Ada Lind"],
    ),
    "a day before the verb is no part of a name": (
        "<s1>Norvia Monday</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Norvia"],
    ),
    "the manager of a club is whoever was named last": (
        "Coach Tomas Frank was not impressed. “<w1>Two stupid goals</w1>,” <s1>the Elm manager</s1> <c1>fumed</c1>.",
        ["Tomas Frank"],
    ),
    "an office of two parts before a name": (
        "<s1>Former secretary of state and presidential candidate Ada Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Ada Lind"],
    ),
    "a report of a day is no Tuesday": (
        "<s1>A report Tuesday from the council</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["A report Tuesday from the council"],
    ),
    "a union is no ministry": (
        "<s1>The Works Ministry</s1> <c1>said</c1> <w1>so</w1>. <s2>The police union</s2> <c2>added</c2> <w2>more</w2>.",
        ["Works Ministry", "The police union"],
    ),
    "the coroner's office of a place": (
        "<s1>The Elm County Coroner's Office</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Elm County Coroner's Office"],
    ),
    "of several governors the last": (
        "Govs. Ada Lind and Tom Berg met. <s1>Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Ada Lind"],
    ),
    "a country is no group": (
        "Norway met the group Solid. <s1>Norway</s1> <c1>said</c1> <w1>so</w1>. "
        "<s2>The militant group</s2> <c2>denied</c2> <w2>it</w2>.",
        ["Norway", "Solid"],
    ),
    "two bodies speak together": (
        "<s1>The Works Ministry and the Home Office</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Works Ministry and the Home Office"],
    ),
    "one of them, who declined to be named, is withheld": (
        "Guards came. <s1>One of them</s1>, who declined to be named, <c1>said</c1> <w1>the road was open</w1>.",
        ["One of them*"],
    ),
    "the Dane is whoever was named last": (
        "Coach Tomas Frank was not impressed. “<w1>Two stupid goals</w1>,” <s1>the Dane</s1> <c1>fumed</c1>.",
        ["Tomas Frank"],
    ),
    "the second person is one of those who would not be named": (
        "<s1>Two people familiar with the talks</s1> <c1>said</c1> <w1>so</w1>. <s2>The second person</s2> <c2>said</c2> "
        "<w2>it was late</w2>. <s3>Another</s3> <c3>said</c3> <w3>it was not</w3>.",
        ["Two people familiar with the talks*", "The second person*", "Another*"],
    ),
    "another of those known by a trade is not withheld": (
        "<s1>Traders</s1> <c1>said</c1> <w1>so</w1>. <s2>Another</s2> <c2>said</c2> <w2>it was not</w2>.",
        ["Traders", "Another"],
    ),
    "a headline's own source is no one else of the body": (
        "<w1>Mill to close in May</w1>, <s1>treasury source</s1> <c1>says</c1>\n\n"
        "The mill on the river Elm will close in May. <s2>The second person</s2>, who asked not to be named, <c2>said</c2> "
        "<w2>it was late</w2>.",
        ["treasury source*", "The second person*"],
    ),
    "a headline's bare role is found in the body": (
        "Mill to close in May, prosecutors <c1>say</c1>\n\n".replace("prosecutors", "<s1>prosecutors</s1>").replace(
            "Mill to close in May", "<w1>Mill to close in May</w1>"
        )
        + "A mill on the river Elm will close in May, as its owners hid its debts for years. "
        "<w2>The books were cooked</w2>, <s2>federal prosecutors</s2> <c2>said</c2> on Monday.",
        ["federal prosecutors", "federal prosecutors"],
    ),
    "his lawyer is the one described as his": (
        "Bryan Pagano stayed away. <s1>His lawyer</s1> <c1>said</c1> <w1>he would not talk</w1>. "
        "An attorney for Pagano, Mark MacDowell, came later.",
        ["Mark MacDowell"],
    ),
    "his lawyer is not someone else's": (
        "Bryan Pagano stayed away. <s1>His lawyer</s1> <c1>said</c1> <w1>he would not talk</w1>. "
        "Cheryl Mallow, a lawyer for the mill, came later.",
        ["His lawyer"],
    ),
    "her husband is whose wife she is": (
        "Dwight Halvorsen is in prison. <s1>Halvorsen's wife, Brooke,</s1> <c1>said</c1> <w1>so</w1>. <s2>Her husband</s2> "
        "<c2>said</c2> <w2>he was framed</w2>.",
        ["Brooke", "Dwight Halvorsen"],
    ),
    "brothers are each other's": (
        "Paul Hesketh came with a trowel, his brother Adrian with a spade. “<w1>He calls me the baker</w1>,” <s1>Paul</s1> "
        "<c1>said</c1>. “<w2>He never opened a letter</w2>,” <s2>his brother</s2> <c2>said</c2>.",
        ["Paul Hesketh", "Adrian"],
    ),
    "the former mayor is not the mayor": (
        "<s1>The mayor of Elm, Petya Dinkova,</s1> <c1>said</c1> <w1>so</w1>. <s2>Her predecessor, Asen Hrist,</s2> "
        "<c2>said</c2> "
        "<w2>no</w2>. <s3>The former mayor</s3> <c3>said</c3> <w3>he had the file</w3>.",
        ["Petya Dinkova", "Asen Hrist", "Asen Hrist"],
    ),
    "a boss is of what his office is": (
        "The Comptroller-General of Customs, Sani Bakori, came late. “<w1>Your own men did it</w1>,” <s1>Chairman "
        "Ifeanyi Obodo</s1> "
        "<c1>said</c1>. <s2>The Customs boss</s2> <c2>said</c2> <w2>no</w2>.",
        ["Ifeanyi Obodo", "Sani Bakori"],
    ),
    "the official is who just spoke for the same house": (
        "<s1>Palace spokesman Dmitry Lanskoy</s1> <c1>said</c1> <w1>so</w1>. According to <s2>the Palace official</s2>, "
        "<w2>talks continue</w2>.",
        ["Dmitry Lanskoy", "Dmitry Lanskoy"],
    ),
    "the diplomat is who just spoke, not a minister of another paragraph": (
        "<s1>Foreign Minister Elsa Brandt</s1> <c1>said</c1> <w1>so</w1>.\n\n<s2>Foreign Ministry Spokeswoman Maria Zakhar</s2> "
        "<c2>said</c2> <w2>no</w2>. “<w3>Fairy tales</w3>,” <s3>the diplomat</s3> <c3>added</c3>.",
        ["Elsa Brandt", "Maria Zakhar", "Maria Zakhar"],
    ),
    "the other source is not the one": (
        "<s1>Two sources</s1> <c1>said</c1> <w1>so</w1>. <s2>One source</s2> <c2>said</c2> <w2>he was spooked</w2>. "
        "<s3>The other source</s3> <c3>said</c3> <w3>no</w3>.",
        ["Two sources*", "One source*", "The other source*"],
    ),
    "the second official is not the one of them who spoke": (
        "<s1>Two officials</s1> <c1>said</c1> <w1>so</w1>. <s2>One of the officials</s2> <c2>said</c2> <w2>no</w2>. "
        "<s3>The second official</s3> <c3>said</c3> <w3>it was late</w3>.",
        ["Two officials*", "One of the officials*", "The second official*"],
    ),
    "this source is who just spoke": (
        "<s1>One of the people</s1>, who asked not to be named, <c1>said</c1> <w1>so</w1>. <s2>Another</s2> "
        "<c2>said</c2> <w2>no</w2>. "
        "“<w3>It is late</w3>,” <s3>this source</s3> <c3>said</c3>.",
        ["One of the people*", "Another*", "Another*"],
    ),
    "one who is described and later asks not to be named": (
        "Ulrike Dammann knew. <s1>Her former chief of staff</s1> <c1>said</c1> <w1>so</w1>. “<w2>She read it</w2>,” "
        "<c2>said</c2> "
        "<s2>the man</s2>, who asked not to be identified for fear of losing his pension.",
        ["Her former chief of staff*", "Her former chief of staff*"],
    ),
    "the former and the latter": (
        "The nurse Nicola Ashdown and Health Secretary Wes Barlow met. <s1>The former</s1> <c1>said</c1> <w1>no</w1>. "
        "<s2>The latter</s2> <c2>said</c2> <w2>yes</w2>.",
        ["Nicola Ashdown", "Wes Barlow"],
    ),
    "an office of the lede, whose bearer opens the next paragraph by name alone": (
        "Three hurt in Belgor\n\n<w1>Three people were hurt in the city of Belgor</w1>, <s1>the region's governor</s1> "
        "<c1>has said</c1>.\n\n"
        "<s2>Vyacheslav Gladkin</s2> <c2>said</c2> <w2>a drone had struck</w2>. “<w3>Two men are in hospital</w3>,” "
        "<s3>the governor</s3> <c3>wrote</c3>.",
        ["Vyacheslav Gladkin", "Vyacheslav Gladkin", "Vyacheslav Gladkin"],
    ),
    "an office of the lede is not who is introduced behind it": (
        "Teacher cleared in Elm\n\n<s1>A judge</s1> <c1>said</c1> <w1>the teacher was free to go</w1>.\n\n"
        "<s2>Martin Oduya, 38,</s2> <c2>said</c2> <w2>he was glad</w2>.",
        ["A judge*", "Martin Oduya"],
    ),
    "a lede's surgeon, who is named behind a quotation": (
        "Pope well after operation\n\n<w1>The pope is breathing unaided</w1>, <s1>his chief surgeon</s1> <c1>said</c1>.\n\n"
        "“<w2>He asked for the score</w2>,” <s2>Professor Sergio Alfani</s2> <c2>told</c2> reporters.",
        ["Sergio Alfani", "Sergio Alfani"],
    ),
    "the company far from its name is the one that the page is about": (
        "Bearing maker Torvald lowered its forecast. Analysts liked Torvald.\n\nChief Executive Karin Lind was not "
        "amused. “<w1>We cut jobs</w1>,” "
        "<s1>she</s1> <c1>said</c1>. It is cold. <w2>Profit was 2 billion</w2>, <s2>the company</s2> <c2>said</c2>.",
        ["Karin Lind", "Torvald"],
    ),
    "one and another of those who asked to remain anonymous": (
        "<s1>Five members of staff</s1>, all of whom asked to remain anonymous, <c1>said</c1> <w1>so</w1>. “<w2>I signed</w2>,” "
        "<c2>said</c2> <s2>one</s2>. <s3>Another</s3> <c3>said</c3> <w3>she had not</w3>. “<w4>They lie</w4>,” <s4>she</s4> "
        "<c4>said</c4>.",
        ["Five members of staff*", "one*", "Another*", "Another*"],
    ),
    "an outlet's own sources are withheld": (
        "Mirna, a newspaper in Elm, <c1>reported, citing</c1> <s1>its own sources</s1>, <w1>that the road was shut</w1>.",
        ["its own sources*"],
    ),
    "a name closed by a comma behind an office": (
        "The Port Committee on Monday grilled the Comptroller-General of Customs, Sani Bakori, over crates. <s1>The "
        "Customs boss</s1> "
        "<c1>said</c1> <w1>no</w1>.",
        ["Sani Bakori"],
    ),
    "the government is nobody who is known by a first name": (
        "<s1>Samir</s1> <c1>said</c1> <w1>so</w1>. <w2>A girl weighed less</w2>, <s2>he</s2> <c2>said</c2>.\n\n<s3>The "
        "government</s3> "
        "<c3>denied</c3> <w3>that the town was under siege</w3>.",
        ["Samir", "Samir", "The government"],
    ),
    "who was granted anonymity is known by what they are": (
        "<s1>A Senate aide granted anonymity to speak freely</s1> <c1>said</c1> <w1>so</w1>.",
        ["A Senate aide*"],
    ),
}

PRONOUNS = {
    "someone unnamed who opened the sentence before": (
        "An elderly woman stood at the bridge. <s1>She</s1> <c1>said</c1> <w1>her house was lost</w1>.\n\n"
        "On Monday, a driver who was hurt left hospital. <s2>He</s2> <c2>said</c2> <w2>the brakes failed</w2>.",
        ["An elderly woman*", "a driver*"],
    ),
    "whoever goes on in a quotation from someone without a name": (
        "Mara Venn likes boats. “<w1>My student called, and she cried. <s2>She</s2> <c2>said</c2>, <w2>it is white</w2></w1>,” "
        "<s1>Venn</s1> <c1>said</c1>.",
        ["Mara Venn", "Mara Venn > My student"],
    ),
    "whoever a new paragraph opens with, by trade and name": (
        "Her colleague <s1>Ed Hubley</s1> <c1>said</c1> <w1>no</w1>.\n\nCommuter Jamal Osten, waiting at the pier, was cross. “"
        "<w2>Tell us</w2>,” <s2>he</s2> <c2>said</c2>.",
        ["Ed Hubley", "Jamal Osten"],
    ),
    "whoever has a trade and comes from a place": (
        "“<w1>No</w1>,” <c1>said</c1> <s1>Mia Orten, 44</s1>, a teacher from Dayton <s2>who</s2> <c2>said</c2> <w2>she "
        "was late</w2>.",
        ["Mia Orten", "Mia Orten"],
    ),
    "whoever has no name and comes from a place": (
        "The boat met a teacher from Dayton <s1>who</s1> <c1>said</c1> <w1>she was late</w1>.",
        ["a teacher from Dayton*"],
    ),
    "whoever comes before the house that they are of": (
        "“<w1>It fell</w1>,” <c1>said</c1> <s1>Ola Verin of Arc Invest</s1>, <s2>who</s2> <c2>added</c2> <w2>it was late</w2>.",
        ["Ola Verin", "Ola Verin"],
    ),
    "whoever the description before comes back to": (
        "Mayor Ada Lind came late, with Mara Venn. The mayor left early. <s1>She</s1> <c1>said</c1> <w1>she was ill</w1>.",
        ["Ada Lind"],
    ),
    "a body, and the place in which it is": (
        "A court in Elm fined Norvia Lines on Tuesday. <s1>It</s1> <c1>ruled</c1> <w1>that the ferry was unsafe</w1>.",
        ["A court in Elm"],
    ),
    "a paper, and where it stands": (
        "The study, published on Monday in Nature, looked at 500 people. <s1>It</s1> <c1>found</c1> <w1>that sleep helps</w1>.",
        ["The study"],
    ),
    "a statement in which somebody spoke": (
        "In a statement read in court, <s1>her son Douglas</s1> <c1>said</c1> <w1>it was late</w1>. “<w2>I loved her</w2>,” "
        "<s2>it</s2> <c2>said</c2>.",
        ["Douglas", "a statement"],
    ),
    "a letter, and whose it is": (
        "A letter from the ministry reached Ada Lind on Friday. <s1>It</s1> <c1>warned</c1> <w1>that the bridge was unsafe</w1>.",
        ["A letter from the ministry"],
    ),
    "a reserve is a body": (
        "The Federal Reserve left its rates as they were in Elm. <s1>It</s1> <c1>said</c1> <w1>it would wait</w1>.",
        ["Federal Reserve"],
    ),
    "whoever is asked answers": (
        "<s1>Bridie Mulquen</s1> <c1>said</c1> <w1>it was late</w1>. <s2>Nora Breslen</s2> <c2>asked</c2> her <w2>why</w2>. “"
        "<w3>There was trouble</w3>,” <s3>she</s3> <c3>answered</c3>.",
        ["Bridie Mulquen", "Nora Breslen", "Bridie Mulquen"],
    ),
    "whom a farmer accused": (
        "Citrus grower Desmond Papen lost it all. The farmer accused dam operator Sunwater.\n\n"
        "“<w1>It came</w1>,” <s1>he</s1> <c1>said</c1>.",
        ["Desmond Papen"],
    ),
    "bodies that are many": (
        "Elm police searched the house. <s1>They</s1> <c1>said</c1> <w1>they found a knife</w1>.",
        ["Elm police"],
    ),
    "whoever goes on after a sentence about someone else": (
        "“<w1>It was late</w1>,” <s1>Ed Berg</s1> <c1>said</c1>. The driver came out. <s2>He</s2> <c2>said</c2> "
        "<w2>nobody called</w2>.",
        ["Ed Berg", "Ed Berg"],
    ),
    "two people who have no names": (
        "Two teachers from Elm wrote to the council. <s1>They</s1> <c1>said</c1> <w1>the roof leaked</w1>.",
        ["Two teachers from Elm*"],
    ),
    "whose husband she lost": (
        "His neighbour, Mary Wangen Njaun, lost her husband in the storm. “<w1>It was the water</w1>,” <s1>she</s1> "
        "<c1>says</c1>.",
        ["Mary Wangen Njaun"],
    ),
    "who was asked about another": (
        "Iain Verrallen beamed. Asked if Luke Branden had gone down easily, <s1>he</s1> <c1>replied</c1>: “<w1>He did</w1>.”",
        ["Iain Verrallen"],
    ),
    "no lake speaks": (
        "Ola Verin sails since Lake Navash began to rise. “<w1>It is wet</w1>,” <s1>she</s1> <c1>says</c1>.",
        ["Ola Verin"],
    ),
    "an outlet before the comma is not the subject": (
        "One of them, <s1>Marta Zieben</s1>, <c1>said</c1> <w1>the river rose</w1>.\n\n"
        "In an interview for Vesna Radio, Ms. Agna Wolner was asked if she was afraid. “<w2>Of whom?</w2>” "
        "<s2>she</s2> <c2>replied</c2>.",
        ["Marta Zieben", "Vesna Radio > Agna Wolner"],
    ),
    "the place of a dateline is nobody": (
        "Halvern raises its dividend again\n\nOSLO — The year was good for ships.\n\n<w1>The report will come in "
        "May</w1>, <s1>it</s1> <c1>said</c1>.",
        ["nobody"],
    ),
    "whoever is joined to a name says nothing of its gender": (
        "Thomas Sandal, 42, and his wife, Mina Sandal, are ill. <s1>Ida Berg</s1> <c1>said</c1> <w1>so</w1>. The nurse came. "
        "Thomas' sister pleaded with him, but <s2>he</s2> <c2>replied</c2> <w2>that he was well</w2>.",
        ["Ida Berg", "Thomas Sandal"],
    ),
    "he is the last man": ("Tom Hale met Ida Berg. <s1>He</s1> <c1>said</c1> <w1>it was late</w1>.", ["Tom Hale"]),
    "he may have a name that women have": (
        "The House heard Lindsey Hoylan. <s1>He</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Lindsey Hoylan"],
    ),
    "she is the last woman": ("Ida Berg met Tom Hale. <s1>She</s1> <c1>said</c1> <w1>it was late</w1>.", ["Ida Berg"]),
    "whoever spoke last goes first": (
        "<s1>Tom Hale</s1> <c1>said</c1> <w1>Karl Berg was late</w1>. <s2>He</s2> <c2>added</c2> <w2>that no one minded</w2>.",
        ["Tom Hale", "Tom Hale"],
    ),
    "it is a body": (
        "The Works Ministry met Tom Hale. <s1>It</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Works Ministry"],
    ),
    "they are many": (
        "<s1>Two villagers</s1> <c1>spoke of</c1> <w1>smoke</w1>. <s2>They</s2> <c2>said</c2> <w2>it was black</w2>.",
        ["Two villagers*", "Two villagers*"],
    ),
    "they are the people just named by a plural noun": (
        "Fruit traders marched on the Works Ministry. <s1>They</s1> <c1>said</c1> <w1>the stalls must stay</w1>. "
        "<s2>They</s2> <c2>added</c2> <w2>that no one had asked</w2>.",
        ["Fruit traders", "Fruit traders"],
    ),
    "they are whoever is named first of several": (
        "The striking nurses told voters of long nights, and <s1>they</s1> <c1>say</c1> <w1>beds are short</w1>.",
        ["The striking nurses"],
    ),
    "they are the body that spoke after those people": (
        "Fruit traders marched. <s1>The Works Ministry</s1> <c1>said</c1> <w1>stalls must go</w1>. "
        "<s2>They</s2> <c2>added</c2> <w2>that it was late</w2>.",
        ["Works Ministry", "Works Ministry"],
    ),
    "a pronoun with a verb glued to it": (
        "<s1>Two villagers</s1> <c1>spoke of</c1> <w1>smoke</w1>. <s2>They’re</s2> <c2>convinced</c2> <w2>it was black</w2>.",
        ["Two villagers*", "Two villagers*"],
    ),
    "most of whom": (
        "The letter came from retired judges, most of <s1>whom</s1> <c1>said</c1> <w1>the court was slow</w1>.",
        ["retired judges"],
    ),
    "who is the name before it": (
        "He met Ida Berg, <s1>who</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Ida Berg"],
    ),
    "who skips an addition that ends in a role": (
        "It was read by Ada Lind, Mayor Berg's former adviser, <s1>who</s1> <c1>said</c1> <w1>so</w1>.",
        ["Ada Lind"],
    ),
    "who skips an addition that ends in a name, and the place behind the first one": (
        "It was read by Ada Lind of Elm, a former aide to Omar Berg, <s1>who</s1> <c1>said</c1> <w1>so</w1>.",
        ["Ada Lind"],
    ),
    "they are the two whom the sentence before names together": (
        "Mayor Omar Berg and former Mayor Ada Lind share more than a town. <s1>They</s1> also <c1>think</c1> <w1>so</w1>.",
        ["Omar Berg and Ada Lind"],
    ),
    "who skips an addition to the name": (
        "He met Ida Berg, a former head of the Works Ministry, <s1>who</s1> <c1>said</c1> <w1>it was late</w1>.",
        ["Ida Berg"],
    ),
    "I is whoever is quoted": (
        "“<w1><s2>I</s2> <c2>told</c2> him: <w2>stop being polite</w2></w1>,” <s1>coach Bruna Texeira</s1> <c1>said</c1>.",
        ["Bruna Texeira", "Bruna Texeira"],
    ),
    "he in a quotation is not whoever speaks it": (
        "Police held Jakub Sule. “<w1><s2>He</s2> <c2>told</c2> our men <w2>that fuel was spilt</w2></w1>,” "
        "<s1>Ibrahim Tarko</s1> <c1>said</c1>.",
        ["Ibrahim Tarko", "Ibrahim Tarko > Jakub Sule"],
    ),
    "WHO is no pronoun": (
        "The World Hill Organization (WHO) met. <s1>WHO</s1> <c1>said</c1> <w1>hills were high</w1>.",
        ["World Hill Organization"],
    ),
    "a pronoun with no one before it is nobody": ("<s1>She</s1> <c1>said</c1> <w1>it was late</w1>.", ["nobody"]),
    "whom a new paragraph is about, not who spoke before it": (
        "<s1>A person familiar with the plan</s1> <c1>said</c1> <w1>it was late</w1>.\n\n"
        "Sen. Mark Dupree, a Norvian Republican, was not so sure. “<w2>Where is the money?</w2>” <s2>he</s2> <c2>asked</c2>.",
        ["A person familiar with the plan*", "Mark Dupree"],
    ),
    "who is named in the sentence, not who spoke before it": (
        "“<w1>She planned it</w1>,” <s1>her daughter, the novelist Ruth Arden</s1>, <c1>said</c1>.\n\n"
        "Born in Leipzig, Greta Vansill came to Elm with, as <s2>she</s2> <c2>liked to say</c2>, “<w2>one suitcase</w2>”.",
        ["Ruth Arden", "Greta Vansill"],
    ),
    "who is named in the sentence before, not who spoke before that": (
        "Paul Hesketh and Adrian Hesketh do not talk. <s1>Paul</s1> <c1>says</c1> <w1>the money is gone</w1>. Adrian "
        "denies this. "
        "<w2>It was a loan</w2>, <s2>he</s2> <c2>insists</c2>.",
        ["Paul Hesketh", "Adrian Hesketh"],
    ),
    "a body before someone's role is no she": (
        "Met Kastell forecaster Sibel Rua looks for gusts of 160 km/h. “<w1>We have not seen such numbers</w1>,” "
        "<s1>she</s1> <c1>said</c1>.",
        ["Sibel Rua"],
    ),
    "a feast is no she": (
        "<s1>A Maple Street woman</s1> <c1>told</c1> police <w1>that a goose was gone</w1>. It was made for Easter. "
        "<w2>It wore a bonnet</w2>, <s2>she</s2> <c2>said</c2>.",
        ["A Maple Street woman*", "A Maple Street woman*"],
    ),
    "a street is no she": (
        "<s1>A Maple Street woman</s1> <c1>told</c1> police <w1>that a goose was gone</w1>. "
        "<w2>It was dressed for Easter</w2>, <s2>she</s2> <c2>said</c2>.",
        ["A Maple Street woman*", "A Maple Street woman*"],
    ),
}

NO_SOURCE = {
    "a quotation goes on": (
        "“<w1>It was late</w1>,” <s1>Ida Berg</s1> <c1>said</c1>.\n\n“<w2+>It was dark</w2>.”",
        ["Ida Berg", "Ida Berg"],
    ),
    "nobody says that it is learnt": ("<c1>It is learnt</c1> <w1>that a second case is near</w1>.", ["nobody"]),
    "a headline's quotation is in the body": (
        "<w1>‘They drank our future’</w1>: graft laid bare in Giyana\n\n"
        "Tankers billed the town for water that never came, and for years no one in the town hall asked.\n\n"
        "“<w2>They drank our future and sent us the bill</w2>,” <c2>said</c2> <s2>Tsakane Baloi</s2>.",
        ["Tsakane Baloi", "Tsakane Baloi"],
    ),
}


@pytest.mark.parametrize(("article", "wanted"), NAMES.values(), ids=NAMES)
def test_names(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(("article", "wanted"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_descriptions(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(("article", "wanted"), PRONOUNS.values(), ids=PRONOUNS)
def test_pronouns(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(("article", "wanted"), NO_SOURCE.values(), ids=NO_SOURCE)
def test_no_source(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("Ada Lind", SpeakerType.PERSON),
        ("the Works Ministry", SpeakerType.ORGANIZATION),
        ("the municipality", SpeakerType.ORGANIZATION),
        ("villagers", SpeakerType.GROUP),
        ("a petition", SpeakerType.DOCUMENT),
        ("Reuters", SpeakerType.OUTLET),
        ("local television channels", SpeakerType.OUTLET),
        ("two bankers", SpeakerType.PERSON),
    ],
)
def test_speakers_are_of_a_type(source, type_):
    document, attributions = parse(f"On Monday <s1>{source}</s1> <c1>said</c1> <w1>the road was open</w1>.")
    (provenance,) = resolve(document, attributions)
    assert provenance.speaker is not None
    assert provenance.speaker.type is type_


def test_who_answers_in_an_interview_is_whom_it_is_with():
    article = (
        "Writers are the last optimists\n\nThe novelist Ines Aldarro talks to Tom Berg about her new book. Aldarro is 61.\n\n"
        "<s1>Q</s1><c1>:</c1> <w1>Why was this one so quick?</w1>\n\n<s2>A</s2><c2>:</c2> <w2>I was angry.</w2>"
    )
    assert answers(article) == ["nobody", "Ines Aldarro"]


def test_who_takes_a_turn_is_a_person():
    document, attributions = parse(
        "The port is shut\n\nThey spoke.\n\nHOST: Will it sail?\n\n<s1>VERIN</s1><c1>:</c1> <w1>It will sail in May.</w1>"
    )
    (provenance,) = resolve(document, attributions)
    assert (provenance.speaker.name, provenance.speaker.type) == ("VERIN", SpeakerType.PERSON)


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("Viktor Landau, head of the exporters' union,", "head of the exporters' union"),
        ("The chairperson of the port authority, Leela Varkey,", "The chairperson of the port authority"),
        ("Treasury spokesman Anton Belko", "Treasury spokesman"),
        ("Roads Cabinet Secretary Peter Lokoro", "Roads Cabinet Secretary"),
        ("Mr. Lokoro", None),
        ("Ada Lind", None),
    ],
)
def test_what_an_article_says_of_a_speaker_is_the_description(source, description):
    document, attributions = parse(f"On Monday <s1>{source}</s1> <c1>said</c1> <w1>the road was open</w1>.")
    (provenance,) = resolve(document, attributions)
    assert provenance.speaker is not None
    assert provenance.speaker.description == description


def test_a_name_stands_where_it_is_said_to_stand():
    document, attributions = parse("Mayor Ada Lind met us. <s1>Lind</s1> <c1>said</c1> <w1>the road was open</w1>.")
    (provenance,) = resolve(document, attributions)
    assert provenance.speaker is not None
    assert provenance.speaker.named_at.span.of(document.text) == provenance.speaker.name == "Ada Lind"


def test_a_reason_never_shows_a_piece_of_the_article():
    document, attributions = parse("Mayor Ada Lind met us. <s1>Lind</s1> <c1>told</c1> Reuters <w1>the road was open</w1>.")
    for provenance in resolve(document, attributions):
        assert provenance.reasons
        assert not any("Lind" in reason.detail or "Reuters" in reason.detail for reason in provenance.reasons)
