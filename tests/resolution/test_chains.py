"""By which way the words came: outlets, their order, what is carried over and what is not."""

import pytest

from service.resolution import resolve
from tests.resolution.marked import answers, parse

HEAD = "Road over the pass to open in May\n\n"

ONE_SENTENCE = {
    "a station told by what stands behind its stroke": (
        "<s1>Ada Lind</s1> <c1>told</c1> WELM-TV <w1>the road was open</w1>.",
        ["WELM-TV > Ada Lind"],
    ),
    "a programme whose name is a common word": (
        "<s1>Ada Lind</s1> <c1>told</c1> Checkpoint <w1>the road was open</w1>.",
        ["Checkpoint > Ada Lind"],
    ),
    "who reviews for an outlet": (
        "<s1>The Guardian's reviewer</s1> <c1>called</c1> <w1>it “a small miracle”</w1>.",
        ["The Guardian > The Guardian's reviewer"],
    ),
    "a station told by its first word": (
        "<s1>Ada Lind</s1> <c1>told</c1> Radio Mirna <w1>the road was open</w1>.",
        ["Radio Mirna > Ada Lind"],
    ),
    "a news service told by its last words": (
        "<s1>Ada Lind</s1> <c1>told</c1> the Elm Reporting Service <w1>the road was open</w1>.",
        ["Elm Reporting Service > Ada Lind"],
    ),
    "on air of a channel": (
        "<s1>Ada Lind</s1> <c1>said</c1> on air of Rossiya 24 that <w1>the road was open</w1>.",
        ["Rossiya 24 > Ada Lind"],
    ),
    "on a broadcaster, by any verb": (
        "<s1>Ada Lind</s1> <c1>predicted</c1> on CNBC <w1>that the road would open</w1>.",
        ["CNBC > Ada Lind"],
    ),
    "an interlocutor of the publication": (
        "RBC wrote on Monday, <c1>citing</c1> <s1>three sources</s1>, that <w1>the road was open</w1>.\n\n"
        "<s2>Another interlocutor of the publication</s2> <c2>believes</c2> <w2>it will shut</w2>.",
        ["RBC > three sources*", "RBC > Another interlocutor of the publication*"],
    ),
    "told an outlet": ("<s1>Ada Lind</s1> <c1>told</c1> Reuters <w1>the road was open</w1>.", ["Reuters > Ada Lind"]),
    "told a described outlet": (
        "<s1>Ada Lind</s1> <c1>told</c1> the private broadcaster NTV <w1>the road was open</w1>.",
        ["NTV > Ada Lind"],
    ),
    "an outlet whose name is written like a pronoun": (
        "The pier is shut, with the <s1>i</s1> <c1>reporting</c1> <w1>that no one was paid</w1>.",
        ["i"],
    ),
    "an outlet quoted someone": (
        "“<w1>The road is open</w1>,” Reuters <c1>quoted</c1> <s1>the ministry</s1> as saying.",
        ["Reuters > the ministry"],
    ),
    "someone was quoted by an outlet": (
        "<s1>Ada Lind</s1> <c1>was quoted by Interfax as saying</c1>: “<w1>The road is open.</w1>”",
        ["Interfax > Ada Lind"],
    ),
    "an outlet reports at the sentence's end": (
        "“<w1>The road is open</w1>,” <s1>Ada Lind</s1> <c1>told</c1> a briefing, the state agency TASS reported.",
        ["TASS > Ada Lind"],
    ),
    "an outlet reported, citing someone": (
        "<w1>The road is open</w1>, Reuters reported on Monday, <c1>citing</c1> <s1>two officials</s1>.",
        ["Reuters > two officials*"],
    ),
    "an outlet, citing someone, said": (
        "Bloomberg, <c1>citing</c1> <s1>people familiar with the matter</s1>, said <w1>the road was open</w1>.",
        ["Bloomberg > people familiar with the matter*"],
    ),
    "an outlet had earlier reported, citing someone": (
        "Bloomberg had previously reported, <c1>citing</c1> <s1>port officials</s1>, <w1>that the road was open</w1>.",
        ["Bloomberg > port officials*"],
    ),
    "an outlet's own sources": (
        "<s1>Interfax's sources in the port council</s1> <c1>say</c1> <w1>the road is open</w1>.",
        ["Interfax > Interfax's sources in the port council*"],
    ),
    "an outlet's sources, without the apostrophe": (
        "<s1>Reuters sources</s1> <c1>say</c1> <w1>the road is open</w1>.",
        ["Reuters > Reuters sources*"],
    ),
    "an outlet was told by someone": (
        "Interfax <c1>was told by</c1> <s1>the port council</s1> that <w1>the road was open</w1>.",
        ["Interfax > the port council"],
    ),
    "an outlet with an aside before its verb": (
        "Der Tagesspiegel, for its part, notes <c1>with reference to</c1> <s1>two officials</s1> <w1>that the road is open</w1>.",
        ["Der Tagesspiegel > two officials*"],
    ),
    "an outlet in whose piece something stands is named once": (
        "He answered a story in the Daily Monitor, <s1>which</s1> <c1>claimed</c1> <w1>that the road was shut</w1>.",
        ["Daily Monitor"],
    ),
    "the paper is the one just named, also by a common name": (
        "The Daily Telegraph leads with the road. <s1>Port officials</s1> <c1>tell</c1> the paper <w1>that it is open</w1>.",
        ["The Daily Telegraph > Port officials*"],
    ),
    "a shared name before another outlet that ends in it": (
        "<s1>The Times</s1> <c1>reports</c1> <w1>that the road is open</w1>. According to <s2>the Financial Times</s2>, "
        "<w2>it is shut</w2>.",
        ["The Times", "Financial Times"],
    ),
    "a shared name behind the full one": (
        "<s1>Ada Lind</s1> <c1>told</c1> the Harbour Times <w1>the road was open</w1>. <s2>The Times</s2> <c2>also reported</c2> "
        "<w2>that it was shut</w2>.",
        ["Harbour Times > Ada Lind", "Harbour Times"],
    ),
    "one more source of an outlet": (
        "<s1>Four sources</s1> <c1>told</c1> Reuters <w1>the road was open</w1>. <s2>A third banking source</s2> <c2>said</c2> "
        "<w2>it was shut</w2>.",
        ["Reuters > Four sources*", "Reuters > A third banking source*"],
    ),
    "someone at an outlet": (
        "<s1>A BBC source</s1> <c1>said</c1> <w1>the show would go on</w1>.",
        ["A BBC source*"],
    ),
    "quoting someone, an outlet reported": (
        "<c1>Quoting</c1> <s1>sources</s1>, Reuters reported <w1>that the road was open</w1>.",
        ["Reuters > sources*"],
    ),
    "an outlet in the passive, with reference to someone, and another that writes": (
        "<w1>The road is open.</w1> This was reported by Bloomberg <c1>with reference to</c1> <s1>people close to the "
        "talks</s1>, writes UNN.",
        ["UNN > Bloomberg > people close to the talks*"],
    ),
    "an outlet citing an outlet": (
        "<w1>The road is open</w1>, Interfax wrote, citing TASS, which <c1>cited</c1> <s1>Ada Lind</s1>.",
        ["Interfax > TASS > Ada Lind"],
    ),
    "remarks to one outlet quoted by another": (
        "<s1>Ada Lind</s1> <c1>accused</c1> <w1>Norvia of piracy</w1> in remarks to Interfax quoted by Al Jazeera.",
        ["Al Jazeera > Interfax > Ada Lind"],
    ),
    "in an interview with": (
        "<s1>Ada Lind</s1> <c1>said</c1> in an interview with Der Spiegel <w1>that the road was open</w1>.",
        ["Der Spiegel > Ada Lind"],
    ),
    "in a comment to": (
        "<s1>Ada Lind</s1> <c1>warned</c1> in a comment to Reuters <w1>that prices would rise</w1>.",
        ["Reuters > Ada Lind"],
    ),
    "speaking on": (
        "<s1>Ada Lind</s1>, speaking on CNN on Tuesday, <c1>said</c1> <w1>the road was open</w1>.",
        ["CNN > Ada Lind"],
    ),
    "on an outlet's programme": (
        "<s1>Ada Lind</s1> <c1>conceded</c1> on CNN’s “State of the Union” <w1>that she was late</w1>.",
        ["CNN > Ada Lind"],
    ),
    "in a speech aired by": (
        "“<w1>Our hands are clean</w1>,” <s1>Ada Lind</s1> <c1>said</c1> in a speech aired by the group’s Al Masirah TV.",
        ["Al Masirah TV > Ada Lind"],
    ),
    "seen by": (
        "<w1>The road will open in May</w1>, <c1>according to</c1> <s1>a draft of the deal</s1> seen by Reuters.",
        ["Reuters > a draft of the deal"],
    ),
    "obtained by": ("<w1>Nine votes are missing</w1>, <c1>per</c1> <s1>a memo</s1> obtained by Axios.", ["Axios > a memo"]),
    "asked by": (
        "<s1>Ada Lind</s1> <c1>did not respond</c1> <w1>to calls and messages from The Guardian</w1>.",
        ["The Guardian > Ada Lind"],
    ),
    "a source that holds the outlet, too": (
        "<w1>The road is open.</w1> This was <c1>reported by</c1> <s1>Bloomberg with reference to two officials</s1>.",
        ["Bloomberg > two officials*"],
    ),
    "an outlet's verb without a source": (
        "<w1>The road is open</w1>, the public broadcaster NTV <c1>said</c1>.",
        ["NTV"],
    ),
    "what an outlet saw is not named after it": (
        "<w1>The road is open</w1>, <c1>according to</c1> <s1>court papers reviewed by Reuters</s1>.",
        ["Reuters > court papers"],
    ),
    "an outlet at the end of what is taken for the content": (
        "<s1>Ada Lind</s1> <c1>urged</c1> <w1>Norvia to open the road, AFP reported</w1>.",
        ["AFP > Ada Lind"],
    ),
    "an outlet that others speak of right after the verb": (
        "<s1>A study</s1> <c1>found</c1> <w1>Reuters was late</w1>.",
        ["A study"],
    ),
    "an outlet's own reporter": (
        "<s1>A reporter for Reuters</s1> <c1>saw</c1> <w1>smoke over the mill</w1>.",
        ["Reuters > A reporter for Reuters"],
    ),
    "an outlet speaks itself": ("<s1>Le Monde</s1> <c1>wrote</c1> <w1>that the road was open</w1>.", ["Le Monde"]),
    "according to an outlet": ("<w1>The road is open</w1>, <c1>according to</c1> <s1>Les Echos</s1>.", ["Les Echos"]),
    "a poll of two outlets": (
        "<s1>A new ABC News/Washington Post poll</s1> <c1>showed</c1> <w1>that nobody cared</w1>.",
        ["ABC News > Washington Post > A new ABC News/Washington Post poll"],
    ),
    "a count by an outlet": (
        "<w1>Nine votes are missing</w1>, <c1>according to</c1> <s1>a count by The Associated Press</s1>.",
        ["The Associated Press > a count by The Associated Press"],
    ),
    "an outlet's columnist, the field named between": (
        "<s1>The Reuters markets columnist Ada Lind</s1> <c1>wrote</c1> <w1>that the road was open</w1>.",
        ["Reuters > Ada Lind"],
    ),
    "in an interview that the outlet's branch held": (
        "<s1>Ada Lind</s1> <c1>said</c1> during a Fox News Sunday interview <w1>that the road was open</w1>.",
        ["Fox News Sunday > Ada Lind"],
    ),
    "someone of an outlet asks": (
        "After CNN’s Per Dahl asked about the road, <s1>Ada Lind</s1> <c1>replied</c1>, “<w1>It is open</w1>.”",
        ["CNN > Ada Lind"],
    ),
    "on the air, at the head of the sentence": (
        "Sunday on CNN, <s1>Ada Lind</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["CNN > Ada Lind"],
    ),
    "writing in an outlet": (
        "<s1>Ada Lind</s1> <c1>writes</c1> in The Atlantic <w1>that the road is open</w1>.",
        ["The Atlantic > Ada Lind"],
    ),
    "an outlet is reporting": (
        "CNN is <c1>reporting</c1> <w1>that the road is open</w1>.",
        ["CNN"],
    ),
    "behind a content that is partly quoted": (
        "<s1>Ada Lind</s1> <c1>called</c1> <w1>the plan “a gift” in a message to AFP</w1>.",
        ["AFP > Ada Lind"],
    ),
    "an outlet with a clause about it": (
        "Politiken, which broke the story, <c1>quoted</c1> <s1>a former adviser</s1> as saying <w1>she was warned</w1>.",
        ["Politiken > a former adviser*"],
    ),
    "broadcast live by": (
        "“<w1>I will pay</w1>,” <s1>Ada Lind</s1> <c1>told</c1> a press conference broadcast live by ERR.",
        ["ERR > Ada Lind"],
    ),
    "no answer to an outlet": (
        "<s1>The contractor</s1> <c1>has not responded</c1> <w1>to a request for comment from Reuters</w1>.",
        ["Reuters > The contractor"],
    ),
    "a request of an outlet's": (
        "<s1>The army</s1> <c1>did not respond</c1> <w1>to AFP’s request for comment</w1>.",
        ["AFP > The army"],
    ),
    "quoted as saying by": (
        "“<w1>The road is open</w1>,” <s1>Ada Lind</s1> <c1>was quoted as saying</c1> by Politiken.",
        ["Politiken > Ada Lind"],
    ),
    "someone quoted within a quotation": (
        "<s1>Agent Lyle Brand</s1> <c1>wrote</c1> in an affidavit <w1>that one buyer, <s2>Curtis Doyle</s2>, "
        "<c2>texted</c2> her: “<w2>Same price?</w2>”</w1>",
        ["Lyle Brand", "Lyle Brand > Curtis Doyle"],
    ),
    "a quotation within words given to an outlet": (
        "“<w1><s2>The mayor</s2> <c2>said</c2>, ‘<w2>We are late</w2>’</w1>,” <s1>Dror Pelman</s1> <c1>recalled</c1> "
        "in an interview with Army Radio. "
        "Mayor Ada Lind was there.",
        ["Army Radio > Dror Pelman", "Army Radio > Dror Pelman > Ada Lind"],
    ),
    "a platform is a place, no outlet": (
        "<s1>Ada Lind</s1> <c1>wrote</c1> on Telegram <w1>that the road was open</w1>.",
        ["Ada Lind"],
    ),
    "an outlet someone speaks of": ("<s1>Ada Lind</s1> <c1>accused</c1> <w1>Reuters of lying</w1>.", ["Ada Lind"]),
    "an outlet in a quotation": (
        "<s1>Ada Lind</s1> <c1>said</c1>: “<w1>Reuters reported that the road was open</w1>.”",
        ["Ada Lind"],
    ),
    "an outlet of the other half of the sentence": (
        "<s1>Ada Lind</s1> <c1>said</c1> <w1>the road was open</w1>, while <s2>Tom Hale</s2> <c2>told</c2> Reuters "
        "<w2>it was shut</w2>.",
        ["Ada Lind", "Reuters > Tom Hale"],
    ),
}

CARRIED = {
    "a name told to the outlet alone": (
        HEAD + "<s1>An eyewitness, who identified himself simply as Tullen,</s1> <c1>told</c1> Reuters <w1>it was a drone</w1>."
        "\n\n<s2>He</s2> <c2>said</c2> <w2>it was loud</w2>.",
        ["Reuters > Tullen", "Reuters > Tullen"],
    ),
    "a columnist of the paper that just spoke": (
        "<s1>Reuters</s1> <c1>says</c1> <w1>the road was open</w1>. <s2>Its columnist Ola Verin</s2> <c2>writes</c2> <w2>it was "
        "wet</w2>.",
        ["Reuters", "Reuters > Ola Verin"],
    ),
    "told the paper that just reported, by a name that is a word, too": (
        "The Daily Star had it first. <s1>Metro</s1> <c1>reports</c1> <w1>that an otter swam</w1>. “<w2>It looked at me</w2>,” "
        "<s2>Ola Verin</s2> <c2>told</c2> the paper.",
        ["Metro", "Metro > Ola Verin"],
    ),
    "an answer behind what a paper's critic wrote": (
        "<s1>The Telegraph’s critic, Hugo Penren,</s1> <c1>grumbled</c1> <w1>it was long</w1>. We meet Ola Verin, 41.\n\n"
        "<s2>VERIN</s2><c2>:</c2> <w2>It rained on every day of it.</w2>",
        ["The Telegraph > Hugo Penren", "Ola Verin"],
    ),
    "the source said, later on": (
        HEAD + "<s1>A diplomatic source</s1> <c1>told</c1> Reuters <w1>he would come</w1>.\n\nNo one else knew.\n\n"
        "<s2>The source</s2> <c2>said</c2> <w2>it would be soon</w2>.",
        ["Reuters > A diplomatic source*", "Reuters > A diplomatic source*"],
    ),
    "one of several sources": (
        "<s1>Two regional officials</s1> <c1>told</c1> Reuters <w1>it was a drone</w1>. "
        "<s2>One of the officials</s2> <c2>said</c2> <w2>it looked home-made</w2>.",
        ["Reuters > Two regional officials*", "Reuters > One of the officials*"],
    ),
    "the first of two sources": (
        "<s1>Two sources</s1> <c1>told</c1> Reuters <w1>so</w1>. <s2>Both sources</s2> <c2>declined</c2> <w2>to be named</w2>. "
        "<s3>The first source</s3> <c3>said</c3> <w3>more</w3>.",
        ["Reuters > Two sources*", "Reuters > Two sources*", "Reuters > The first source*"],
    ),
    "an official whom an outlet cited": (
        HEAD + "CNN reported it with reference to a US official. <s1>The official</s1> <c1>said</c1> <w1>all was calm</w1>.",
        ["CNN > a US official*"],
    ),
    "she added": (
        "<s1>Ada Lind</s1> <c1>told</c1> Reuters <w1>the road was open</w1>. “<w2>Come and see</w2>,” <s2>she</s2> "
        "<c2>added</c2>.",
        ["Reuters > Ada Lind", "Reuters > Ada Lind"],
    ),
    "a quotation that goes on": (
        HEAD + "“<w1>The road is open</w1>,” <s1>Ada Lind</s1> <c1>told</c1> Reuters.\n\n“<w2+>Come and see.</w2>”",
        ["Reuters > Ada Lind", "Reuters > Ada Lind"],
    ),
    "said, in another paragraph, is another occasion": (
        HEAD + "“<w1>The road is open</w1>,” Reuters <c1>quoted</c1> <s1>the Kremlin</s1> as saying.\n\n"
        "<w2>Ships will sail on Monday</w2>, <s2>the Kremlin</s2> <c2>said</c2>.",
        ["Reuters > Kremlin", "Kremlin"],
    ),
    "in the same interview": (
        "<s1>Ada Lind</s1> <c1>told</c1> TASS <w1>the road was open</w1>. Snow fell. "
        "In the same interview, <s2>the mayor</s2> <c2>said</c2> <w2>the bridge was not</w2>. Mayor Ada Lind is new.",
        ["TASS > Ada Lind", "TASS > Ada Lind"],
    ),
    "the way that an outlet itself came": (
        HEAD + "<w1>The road is open.</w1> This was <c1>reported by</c1> <s1>Bloomberg</s1>, writes UNN.\n\n"
        "<s2>The Works Ministry</s2>, in a reply to Bloomberg, <c2>confirmed</c2> <w2>it</w2>.",
        ["UNN > Bloomberg", "UNN > Bloomberg > Works Ministry"],
    ),
    "an interview that the article is about": (
        HEAD + "<w1>The road will open</w1>, <s1>Mayor Ada Lind</s1> <c1>said</c1> on CNN.\n\n<s2>Lind</s2> <c2>said</c2> "
        "<w2>it was time</w2>.\n\n"
        "Others were not so sure. <s3>Tom Hale</s3> <c3>said</c3> <w3>it was not</w3>.\n\n<s4>She</s4> <c4>said</c4> "
        "<w4>it was done</w4>.",
        ["CNN > Ada Lind", "CNN > Ada Lind", "Tom Hale", "CNN > Ada Lind"],
    ),
    "a show whose name has a word for another occasion": (
        HEAD + "Speaking on NBC's “Meet the Press,” <s1>Ada Lind</s1> <c1>rejected</c1> <w1>it</w1>. “<w2>It is dry</w2>,” "
        "<s2>she</s2> <c2>told</c2> host Ed Berg.",
        ["NBC > Ada Lind", "NBC > Ada Lind"],
    ),
    "a modal verb is no month": (
        HEAD
        + "<s1>Mayor Ada Lind</s1> <c1>said</c1> on CNN <w1>it was late</w1>.\n\nThe road may open. <s2>Lind</s2> <c2>said</c2> "
        "<w2>it may rain</w2>. In May, <s3>she</s3> <c3>said</c3> <w3>it would not</w3>.",
        ["CNN > Ada Lind", "CNN > Ada Lind", "Ada Lind"],
    ),
    "another occasion is not the interview": (
        HEAD + "<w1>The road will open</w1>, <s1>Mayor Ada Lind</s1> <c1>said</c1> on CNN.\n\n"
        "In a statement, <s2>Lind</s2> <c2>said</c2> <w2>it was time</w2>.",
        ["CNN > Ada Lind", "Ada Lind"],
    ),
    "whoever was quoted as saying something is quoted by the outlet that reports": (
        HEAD
        + "The Times reported on Monday, <c1>citing</c1> <s1>two officials</s1>, that <w1>the road was open</w1>.\n\n<s2>The "
        "newspaper</s2> <c2>notes</c2> that <w2>it is late</w2>. “<w3>It is a start</w3>,” <s3>a senior officer</s3> "
        "<c3>was quoted as saying</c3>.",
        ["The Times > two officials*", "The Times", "The Times > a senior officer*"],
    ),
    "another of those who spoke to an outlet": (
        HEAD
        + "<s1>Residents</s1> <c1>told</c1> Astra <w1>they heard</w1>. <s2>Another resident</s2> <c2>added</c2> <w2>that it was"
        " late</w2>. <s3>A driver</s3> <c3>said</c3> <w3>it was not</w3>.",
        ["Astra > Residents", "Astra > Another resident*", "A driver*"],
    ),
    "a show on which the speaker appeared, named the sentence before": (
        HEAD
        + "Mayor Ada Lind appeared Sunday on CNN's “State of the Union.” <s1>Lind</s1> <c1>said</c1> <w1>the road was open</w1>. "
        "“<w2>It is dry</w2>,” <s2>she</s2> <c2>said</c2>.\n\n<s3>Tom Hale</s3> <c3>said</c3> <w3>it was not</w3>.",
        ["CNN > Ada Lind", "CNN > Ada Lind", "Tom Hale"],
    ),
    "a host's question on such a show, and the answer": (
        HEAD
        + "Mayor Ada Lind appeared Sunday on CNN's “State of the Union.” <s1>The host</s1> <c1>asked</c1> <w1>whether the road "
        "was open</w1>. “<w2>It is dry</w2>,” <s2>Lind</s2> <c2>said</c2>.",
        ["CNN > The host", "CNN > Ada Lind"],
    ),
    "an outlet has an interview with": (
        HEAD
        + "The Daily Mirror has an interview with Ada Lind, in which <s1>she</s1> <c1>insists</c1> <w1>the road is open</w1>.",
        ["Daily Mirror > Ada Lind"],
    ),
    "whoever appeared on a show said something elsewhere since": (
        HEAD
        + "Mayor Ada Lind appeared Sunday on CNN. <s1>Tom Hale</s1> <c1>said</c1> <w1>it was wet</w1>. In Elm, <s2>Lind</s2> "
        "<c2>told</c2> the council <w2>the road was open</w2>. In a statement, <s3>Lind</s3> <c3>said</c3> <w3>it was dry</w3>.",
        ["Tom Hale", "Ada Lind", "Ada Lind"],
    ),
    "a line that tells which country's outlet it was": (
        HEAD
        + "<s1>Minister Ada Lind</s1> <c1>has said</c1> <w1>that the road over the pass will open in May or in June</w1>.\n\n"
        "Source: Danish news outlet Politiken, as reported by European Pravda",
        ["European Pravda > Politiken > Ada Lind"],
    ),
    "she said, in the same paragraph": (
        HEAD
        + "<s1>Ada Lind</s1> <c1>told</c1> Reuters <w1>it was late</w1>. “<w2>It is dry</w2>,” <s2>she</s2> <c2>said</c2>.\n\n"
        "<s3>She</s3> <c3>said</c3> <w3>it was wet</w3>.",
        ["Reuters > Ada Lind", "Reuters > Ada Lind", "Ada Lind"],
    ),
    "in a letter that came through an outlet": (
        HEAD + "<w1>The mill will shut</w1>, Reuters reported, <c1>citing</c1> <s1>a letter to staff</s1>.\n\n"
        "In the letter, <s2>Étienne Brun</s2> <c2>blames</c2> <w2>energy prices</w2>.",
        ["Reuters > a letter to staff", "Reuters > Étienne Brun"],
    ),
    "the newspaper": (
        "Le Monde had the story first. <s1>Ada Lind</s1> <c1>told</c1> the newspaper <w1>the road was open</w1>.",
        ["Le Monde > Ada Lind"],
    ),
    "the agency is a body that was just spoken of": (
        "Reuters was there. The Road Safety Agency came. <s1>The agency</s1> <c1>said</c1> <w1>the road was open</w1>.",
        ["Road Safety Agency"],
    ),
    "an outlet before a headline's colon passes on what somebody says behind it": (
        "Reuters: <s1>Kremlin</s1> <c1>says</c1> <w1>no date set for talks</w1>\n\n"
        "The date of the talks has not been set yet, and nobody in town knows where they will be.\n\nSnow fell on Monday.",
        ["Reuters > Kremlin"],
    ),
    "a headline has the way of the body": (
        "<w1>Road to open in May</w1>, <s1>official</s1> <c1>says</c1>\n\n"
        "<w2>The road over the pass will open in May, weeks before the first tourists come</w2>, "
        "<s2>a senior official</s2> <c2>told</c2> Reuters.\n\nSnow fell on the pass for the third day in a row on Monday.",
        ["Reuters > a senior official*", "Reuters > a senior official*"],
    ),
    "a newspaper in a headline is the first of the body": (
        "<w1>Putin plans to visit Norvia</w1>, <s1>Russian newspaper</s1> <c1>says</c1>\n\n"
        "The visit is to come in June, and all of the capital is being painted for it.\n\n"
        "Source: Vedomosti, <c2>citing</c2> <s2>a diplomat</s2> that <w2>it is certain</w2>.",
        ["Vedomosti", "Vedomosti > a diplomat*"],
    ),
}

LABELS = {
    "a source label covers what it names": (
        HEAD + "<w1>The Norvian ruler is planning to visit Elmria in the near future, for the first time since the "
        "war.</w1>\n\n"
        "Source: Russian newspaper Vedomosti, <c1>citing</c1> <s1>a diplomatic source</s1>\n\n"
        "Details: <s2>Alexander Matsega, Norvia's ambassador to Elmria</s2> <c2>told</c2> the newspaper <w2>that it "
        "was certain</w2>.\n\n"
        "<s3>The source</s3> <c3>said</c3> <w3>it would be soon</w3>.",
        ["Vedomosti > a diplomatic source*", "Vedomosti > Alexander Matsega", "Vedomosti > a diplomatic source*"],
    ),
    "as reported by another": (
        HEAD + "<w1>Several capitals are discussing whether to open the first cluster for Norvia without waiting for "
        "Elmria.</w1>\n\n"
        "Source: Politico, <c1>citing</c1> <s1>three EU diplomats</s1>, as reported by European Pravda\n\n"
        "Details: “<w2>It is a way of keeping one train moving</w2>,” <s2>an envoy</s2> <c2>told</c2> Politico.",
        ["European Pravda > Politico > three EU diplomats*", "European Pravda > Politico > an envoy*"],
    ),
    "a quote label goes on with whoever spoke": (
        HEAD + "<s1>Minister Corina Ursu</s1>, speaking on BBC News on Tuesday, <c1>said</c1> <w1>she had no wish to jump "
        "the queue</w1>.\n\n"
        "Quote: “<w2>Our neighbours are paying with their lives.</w2>”",
        ["BBC News > Corina Ursu", "BBC News > Corina Ursu"],
    ),
}


@pytest.mark.parametrize(("article", "wanted"), ONE_SENTENCE.values(), ids=ONE_SENTENCE)
def test_one_sentence(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(("article", "wanted"), CARRIED.values(), ids=CARRIED)
def test_carried_over(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(("article", "wanted"), LABELS.values(), ids=LABELS)
def test_labels(article, wanted):
    assert answers(article) == wanted


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Norvian news site Mirna", "Mirna"),
        ("the Saltholm Gazette", "Saltholm Gazette"),
        ("Harlow TV", "Harlow TV"),
        ("the Elm newspaper", "Elm"),
        ("the weekly Vesna", "Vesna"),
        ("the Belsand channel", None),
        ("the Orlo public broadcaster", "Orlo"),
    ],
)
def test_an_outlet_outside_of_the_lexicon_is_told_by_its_form(phrase, name):
    document, attributions = parse(f"On Monday <s1>Ada Lind</s1> <c1>told</c1> {phrase} <w1>that the road was open</w1>.")
    (provenance,) = resolve(document, attributions)
    assert (provenance.outlet.name if provenance.outlet else None) == name
    assert provenance.outlet is None or provenance.outlet.id is None


def test_the_outlet_is_the_one_nearest_the_speaker_and_known_to_the_lexicon():
    document, attributions = parse("<w1>It is open</w1>, Interfax wrote, citing Reuters, which <c1>cited</c1> <s1>Ada Lind</s1>.")
    (provenance,) = resolve(document, attributions)
    assert provenance.outlet is not None
    assert provenance.outlet_at is not None
    assert (provenance.outlet.id, provenance.outlet.domain) == ("reuters", "reuters.com")
    assert provenance.outlet_at.span.of(document.text) == "Reuters"


def test_an_outlet_has_the_fullest_name_that_the_article_uses():
    document, attributions = parse(
        "The Korean Central News Agency (KCNA) was first. <s1>Ada Lind</s1> <c1>told</c1> KCNA <w1>that it was open</w1>."
    )
    (provenance,) = resolve(document, attributions)
    assert provenance.outlet is not None
    assert provenance.outlet.name == "Korean Central News Agency"


def test_an_agency_of_a_dateline_is_not_named_after_the_place() -> None:
    document, attributions = parse(
        HEAD + "The road is open, Elm City (AFP) tells us. <s1>Ada Lind</s1> <c1>told</c1> AFP <w1>it was late</w1>."
    )
    (provenance,) = resolve(document, attributions)
    assert provenance.outlet is not None
    assert provenance.outlet.name == "AFP"


def test_a_paper_may_be_named_by_its_last_word_again() -> None:
    article = "The New York Times had it first. <s1>A Times article</s1> <c1>said</c1> <w1>that it rained</w1>."
    assert answers(article) == ["The New York Times > A Times article"]


def test_a_channel_without_a_name_is_no_outlet() -> None:
    assert answers("<s1>Ada Lind</s1> <c1>told</c1> a private TV channel <w1>that it rained</w1>.") == ["Ada Lind"]


def test_a_television_interview_is_by_no_outlet_of_the_name_before_it() -> None:
    document, attributions = parse(
        HEAD + "The ad has a clip of a Hale television interview, in which <s1>Tom Hale</s1> <c1>says</c1> <w1>it was late</w1>."
    )
    (provenance,) = resolve(document, attributions)
    assert provenance.outlet is None


def test_an_article_does_not_call_its_own_publisher_the_agency():
    article = "Bloomberg has it, writes UNN. <s1>A banker</s1> <c1>told</c1> the agency <w1>that it was open</w1>."
    assert answers(article, publisher="UNN") == ["Bloomberg > A banker*"]
    assert answers(article) == ["UNN > A banker*"]


def test_the_interview_is_the_one_that_was_named() -> None:
    assert answers(
        HEAD
        + "<s1>Ada Lind</s1> <c1>told</c1> Reuters <w1>the road was open</w1>.\n\n<s2>Olaf Dahl</s2> <c2>said</c2> <w2>it was "
        "not</w2>.\n\n“<w3>It will be dear</w3>,” <s3>Lind</s3> <c3>said</c3> in the interview."
    ) == ["Reuters > Ada Lind", "Olaf Dahl", "Reuters > Ada Lind"]
