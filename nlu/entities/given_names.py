"""What people are called: the signs and words that names are made of, to know a name that no list holds."""

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文倪严牛温季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅庄辛管祝左涂谷祁耿牟"
    "颜柴翟佟阮柯纪项"
)

GIVEN = (
    "美丽芳婷敏静雅娜玲燕红雪琴萍霞兰菊莲英华慧颖琳佳欣怡悦倩雯莹洁晶晴凤君娟秀琪瑶璐薇萱妍蕾彤冰青莉莎露菲媛媚岚珍珠翠蓉荷艳杰伟强军勇涛"
    "超鹏飞宇浩然俊峰磊亮波健凯刚辉斌芸茜蓓茹桃蔓蕊娇姗珊妮娅莺苗楠桐曼希诺可沐依依涵语馨恬甜糖糯橙柚"
)
"""Of given names, not of surnames: 小美, 阿珍."""

_NO_NAMES = (
    "小白 小方 小龙 小田 小石 小毛 小熊 小康 小米 小麦 小段 小章 小谷 小高 小金 小常 小易 小万 小余 小季 小温 小严 "
    "小左 小向 小管 小齐 小牛 小雷 小汤 小黄 小甜 小糖 小橙 小可 小然 小波 小强 小亮 小珠 小冰 小青 小苗 小超 小语 "
    "小佳 小桃 小英 小依 小红 小洁 小健 阿文 阿毛 阿飞 阿亮 小刚 小希 阿强 小颜 小江 小项 小钱 小孔 小于 小史 小庄 "
    "小宇 小飞 小明 "
)
NO_NAMES = frozenset(_NO_NAMES.split())
"""Read as a person only beside a word that says so: 小白鞋, 小红点, 小黄瓜."""

_LATIN = (
    "abby ada adele aileen alice alicia alina allen amanda amber amelia amy andrea andy angel angela angie anita ann "
    "anna annie apple ariel ashley audrey ava bella ben betty bonnie brenda candy carol caroline cathy cecilia celine "
    "charlotte chloe chris christina christine cici cindy claire clara coco connie crystal daisy daniel daphne david "
    "debbie diana dora doris eileen elena elaine elisa elle ella ellen elsa elva emily emma eric erica erin esther "
    "eva eve evelyn faye felix fiona flora florence gigi gina gloria grace hannah harry hazel heidi helen henry irene "
    "iris isabel ivy jack jackie jacky jamie jane janet jason jasmine jay jean jennifer jenny jerry jessica jessie "
    "jill jimmy joan joanna joey joyce judy julia julie june karen kate kathy katie kelly ken kevin kiki kimmy kitty "
    "lana laura lauren leah lena leo lily linda lisa liz lola lucas lucia lucy luna lynn mabel maggie mandy maria "
    "marie mark mary max may megan melissa mia michelle mike mindy miranda molly momo mona monica nana nancy naomi "
    "natalie nicole nina nini nora olivia pamela patty paula peggy penny peter phoebe polly rachel rebecca rita robin "
    "rosa rose roxy ruby ruth sabrina sally sam samantha sandy sara sarah selina serena shirley sherry simon snow "
    "sofia sonia sophia sophie stella steven summer sunny susan susie suzy sylvia tara tiffany tina tom tony tracy "
    "una valerie vanessa vera vicky victoria viola vivi vivian vivien vivienne wendy winnie yoyo yuki yumi yuna "
    "yvette yvonne zara zoe zoey mei ling ping hong xiao xiaomei xiaoli xiaoling meimei lingling lili fang fangfang "
    "hua jing jingjing juan lan lin ting tingting wei wen xue yan yanyan ying yingying yun zhen min minmin qian rui "
    "ruirui shan xin xinxin yue yaya zhou wang zhang liu chen yang zhao huang wu xu sun hu zhu gao guo luo liang song "
    "zheng xie feng dong cheng cao yuan deng "
)
LATIN = frozenset(_LATIN.split())
"""First names and surnames as people in salons write them in Latin letters."""

_ALSO_WORDS = (
    "amber angel apple candy coco crystal daisy grace hope iris ivy jack jasmine jay joy june lily mark max may rose "
    "ruby sandy snow summer sun sunny song rich will bill ping hong min fang lan wen sam wei dong feng hu xu wu yang "
    "yuan cheng deng chen robin penny ken ben tom ting shan hua yan xin rui lin juan ling jean violet "
)
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are names only in capitals."""
