"""Treatments of the trade by the names people have for them, whether or not a salon offers them."""

COMMON = (
    "美甲", "美睫", "修眉", "脱毛", "按摩", "推拿", "头疗", "做脸", "补水", "深层清洁", "小气泡", "美白", "祛痘",
    "美足", "facial", "massage", "manicure", "pedicure", "nails", "waxing", "lashes", "eyelash extensions",
    "brows", "deep cleansing", "hydrafacial",
)  # fmt: skip
"""What nearly every salon has; read so where one has not."""

SPECIAL = (
    "淋巴排毒", "脚底按摩", "卸甲", "补睫毛", "swedish massage", "deep tissue massage", "gel removal", "hot stone",
    "光子嫩肤", "光子脱毛", "光子", "彩光嫩肤", "激光脱毛", "冰点脱毛", "激光祛斑", "激光美肤", "激光", "皮秒",
    "超皮秒", "点阵激光", "祛斑", "点痣", "热玛吉", "超声刀", "射频", "黄金微针", "微针", "水光针", "打水光",
    "水光", "肉毒素", "肉毒", "瘦脸针", "除皱针", "玻尿酸填充", "打玻尿酸", "线雕", "美容针", "刷酸", "果酸换肤",
    "果酸", "纹眉", "飘眉", "雾眉", "纹唇", "漂唇", "纹眼线", "纹绣", "半永久", "瘦身", "减肥", "溶脂", "纤体",
    "塑形", "拔罐", "刮痧", "艾灸", "针灸", "正骨", "采耳", "足疗", "足浴", "泡脚", "足底按摩", "泰式按摩",
    "中式按摩", "汗蒸", "桑拿", "盆底修复", "产后修复", "私密护理", "卵巢保养", "乳腺疏通", "胸部护理", "丰胸",
    "剪头发", "剪发", "理发", "烫头发", "烫发", "烫头", "染头发", "染发", "植发", "洗牙", "牙齿美白",
    "新娘妆", "化妆服务", "美黑", "穿耳洞", "打耳洞", "纹身", "洗纹身", "双眼皮", "隆鼻", "比基尼脱毛", "私处脱毛",
    "photofacial", "photo facial", "photorejuvenation", "ipl", "laser hair removal", "laser", "botox", "fillers",
    "filler", "microneedling", "microblading", "chemical peel", "thermage", "ultherapy", "hifu", "dermaplaning",
    "rf", "cupping", "gua sha", "acupuncture", "moxibustion", "foot massage", "thai massage", "hot stone massage",
    "sauna", "spray tan", "tanning", "haircut", "hair cut", "hair dye", "hair colouring", "hair coloring", "perm",
    "blow dry", "blowout", "ear piercing", "tattoo removal", "tattoo", "teeth whitening", "bridal makeup",
    "brazilian wax", "brazilian", "bikini wax", "slimming", "threading", "lip blush",
)  # fmt: skip
"""What some have. A longer name of these is more than the part of it that a salon has: 激光脱毛 is no 脱毛 by wax."""

BODY = (
    "全身", "身体", "面部", "脸部", "背部", "腿部", "手部", "足部", "脚部", "头部", "颈部", "肩颈", "腋下", "手臂",
    "小腿", "大腿", "唇部",
)  # fmt: skip
"""Parts of the body before a treatment are part of what it is called."""
