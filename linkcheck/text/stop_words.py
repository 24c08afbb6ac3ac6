"""The commonest short words of languages that share a script with others; they tell a text's language."""

from __future__ import annotations

STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it was on with as his be at by this had not are but from have they"
        " which were their has will said would been when who more about its after into an or we how what you your",
        "es": "el la los las de del y que en un una por con para se al lo su como más pero sus le ha es fue son"
        " este esta sobre también hasta desde donde muy sin entre cuando todo ser porque había está",
        "fr": "le la les des de du et est un une dans que qui pour pas sur au aux avec ce cette son ses par plus"
        " ne se il elle nous vous sont été mais ou où leur comme ont après être fait à d l",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an er hat"
        " aus bei nach wird sie werden einer um am sind noch wie einem über so zum war haben nur oder aber vor",
        "it": "il lo la i gli le di e che un una per in del della dei delle non con da si al alla sono come è più"
        " anche nel nella ha ma questo questa dal sul suo sua essere dopo tra ed loro stato quando chi",
        "pt": "o a os as de do da dos das e que em um uma para com não por mais no na se ao como é foi são também"
        " pelo pela ou seu sua ser mas nos nas até isso ele ela está quando muito sobre já entre",
        "nl": "de het een en van in is dat op te met voor zijn aan niet er ook als door bij maar om uit naar dan"
        " nog deze over worden wordt heeft hebben werd kan wel geen meer tot dit ze wat hij",
        "pl": "i w na z że się do nie to jest o jak po od za ale przez dla co był jego tym oraz który która które"
        " są by czy może także ich już tego lub być przed przy",
        "cs": "a se v na je že s z do to o i jsou za by ale jako po pro od jeho není byl která který které při už"
        " nebo podle také aby jsem bude mezi až",
        "sv": "och att det i en som på är av för med den till inte har de ett om var han men från så vi kan när"
        " också efter ska eller under sig hade där",
        "da": "og at det i en som på er af for med den til ikke har de et om var han men fra så vi kan når også"
        " efter skal eller under sig havde der blev",
        "ro": "și de la în a nu cu pe o este că un pentru din mai au fost ca prin sau dar care al ale lui după"
        " sunt fi acest această între când",
        "tr": "ve bir bu da de için ile olarak daha çok en gibi olan kadar sonra ise ya göre ama değil her ki o"
        " var bunun tarafından üzerinde",
        "id": "yang dan di dengan untuk pada dari ini itu tidak dalam akan ke adalah juga oleh sebagai telah ada"
        " bisa mereka atau karena lebih kami",
        "vi": "và của là có cho được các trong một không với người những này đã khi từ đến về tại để như cũng",
        "ru": "и в не на что с по он как это но к из за от для у же все так его было был была были или о при мы"
        " они также её их бы если уже после чтобы который которые",
        "uk": "і в не на що з у до та як за це від для про його але є він також або які який після щоб ще вже було"
        " їх її був була цього між коли під",
        "bg": "и на да не се от за в са че по с като това е до при но как които ще след той бе беше или те му си"
        " още към само",
        "ar": "في من على إلى عن مع أن إن هذا هذه التي الذي كان كانت ما لا لم بعد قبل بين قد كما أو ثم كل هو هي"
        " عند ذلك حيث وقال خلال",
        "fa": "و در به از که این را با است برای آن یک های شد می تا بر خود هم نیز اما باید بود شده کرد دارد گفت"
        " پس یا ما",
        "ur": "کے کی میں ہے اور سے کا کو نے پر ہیں کہ یہ اس کر تھا بھی ایک جو ہو نہیں تو گیا لیے وہ ان",
        "he": "של את על לא כי עם הוא זה גם או אל אם היא כל יש אבל רק יותר אשר אחרי בין היה הם אך כמו לפני",
        "yi": "און די אין דער פון איז צו מיט אז האט נישט דאס ער האבן זיך ווי אויף זענען",
    }.items()
}
