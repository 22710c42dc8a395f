"""One salon and one moment for all tests of understanding: Wednesday 16 September 2026, 10:00 in Shanghai."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.reading import Context, Named, Names

NOW = datetime(2026, 9, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai"))

SALON = Names(
    treatments=(
        Named("facial", ("深层补水面部护理", "面部护理", "做脸", "脸", "Deep Hydrating Facial", "facial")),
        Named("whitening", ("美白面部护理", "美白", "Whitening Facial")),
        Named("nails", ("美甲", "做指甲", "Manicure", "nails")),
        Named("lashes", ("日式嫁接睫毛", "美睫", "睫毛", "Lash Extensions", "lashes")),
        Named("spa", ("肩颈SPA", "肩颈按摩", "spa", "Neck Massage")),
    ),
    staff=(
        Named("xiaomei", ("小美", "Amy")),
        Named("xiaoli", ("王小丽", "丽姐", "Lily Wang")),
        Named("ajie", ("阿杰", "Jack")),
    ),
    stores=(
        Named("jingan", ("静安店", "静安寺店", "Jing'an")),
        Named("xuhui", ("徐汇店", "Xuhui")),
        Named("wuyi", ("五一店",)),
    ),
)


@pytest.fixture(scope="session")
def context() -> Context:
    return Context("zh_CN", NOW, SALON)
