"""Articles for the review page, with invented people."""

SHORT = """\
Harbour to stay open all night, council says

"We will keep the lights on," said Mayor Ada Lind. "All of them."

Two officials at the port, who asked not to be named because they fear for their jobs, told Reuters that the night shift had not \
been paid.

Lind wrote in a letter that the wages would come in May. She hopes that nobody will strike.

Read also:
Ferry to sail again, operator says
"""


def long_article(length: int) -> str:
    """Characters -> an article of about as many, in paragraphs that differ."""
    paragraphs = (
        'The plan for pier {n} is late, said {name} Veldt, who leads the works. "We lost {n} days to it," she told Reuters.\n\n'
        "Officials familiar with pier {n} said the cranes had stood still. {name} Veldt denied that anyone had been hurt.\n\n"
        "The pier, painted green, is {n} metres long and has stood in the bay for longer than anyone here can remember.\n\n"
    )
    names = ("Ada", "Berta", "Clara", "Dora", "Edda", "Frida", "Greta")
    article = "Piers to be rebuilt, harbour office says\n\n"
    number = 0
    while len(article) < length:
        article += paragraphs.format(n=number + 2, name=names[number % len(names)])
        number += 1
    return article
