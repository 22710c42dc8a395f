"""Nobody is led to erase their data who only asks about it."""

from __future__ import annotations

import pytest

from nlu.entities.data_rights import data_right


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("删除我的资料", "delete_data"), ("注销账号", "delete_data"), ("我不想留任何痕迹", "delete_data"),
        ("別再存我的電話了", "delete_data"),
        ("erase me please", "delete_data"), ("I want all my info gone", "delete_data"),
        ("你们都记了我什么", "export_data"),
        ("导出我的数据", "export_data"), ("what data do you have on me", "export_data"),
        ("你们会泄露我的电话吗", "privacy"),
        ("隐私政策", "privacy"), ("who can see my photos", "privacy"),
    ],
)  # fmt: skip
def test_which_right_is_meant(text: str, wish: str) -> None:
    assert data_right(text) == wish
