#include <catch2/catch.hpp>

#include "text/text.h"

using namespace katern::text;

TEST_CASE("the first byte that is no UTF-8 is found, wherever it stands") {
    CHECK(find_invalid_utf8("") == std::string_view::npos);
    CHECK(find_invalid_utf8("café € 🐙") == std::string_view::npos);
    CHECK(find_invalid_utf8("caf\xE9 au lait") == 3);     // ISO 8859-1
    CHECK(find_invalid_utf8("abc\xC3") == 3);             // cut off
    CHECK(find_invalid_utf8("\xC0\xAF") == 0);            // longer than needed
    CHECK(find_invalid_utf8("a\xED\xA0\x80") == 1);       // half of a surrogate pair
    CHECK(find_invalid_utf8("ok\xF4\x90\x80\x80") == 2);  // beyond Unicode
}

TEST_CASE("letters that were written with a loose accent become one letter") {
    CHECK(to_nfc("cafe\u0301") == "caf\u00e9");
    CHECK(to_nfc("plain text – with “quotes”") == "plain text – with “quotes”");
    CHECK(to_nfc("\u212b") == "\u00c5");  // Ångström sign
    CHECK(to_nfc("\u2000") == "\u2002");  // en quad
    CHECK(to_nfc("a\u0328\u0301") == "\u0105\u0301");
    CHECK(to_nfc("a\u0301\u0328") == "\u0105\u0301");  // marks in their canonical order
    CHECK(to_nfc("\u1112\u1161\u11ab") == "\ud55c");
    CHECK(to_nfc("").empty());
}

TEST_CASE("places in a text move along when it is normalized") {
    std::vector<std::size_t> places{0, 1, 4, 5, 7, 8};
    //        0123 4-5       6     7-8
    CHECK(to_nfc("cafe\u0301 e\u0301", places) == "caf\u00e9 \u00e9");
    CHECK(places == std::vector<std::size_t>{0, 1, 3, 3, 6, 6});
    std::vector<std::size_t> ends{5, 10};
    (void)to_nfc("cafe\u0301 e\u0301", ends);
    CHECK(ends == std::vector<std::size_t>{3, 8});
}

TEST_CASE("bytes and code points are told from each other both ways") {
    std::string text;
    while (text.size() < 5000) text += "één € 🐙 leer­netwerk\n";
    const CodePoints table(text);
    CHECK(table.size() == count_code_points(text));
    std::size_t code_point = 0;
    for (std::size_t at = 0; at < text.size(); ++code_point) {
        REQUIRE(table.from_byte(text, at) == code_point);
        REQUIRE(table.to_byte(text, code_point) == at);
        (void)next_code_point(text, at);
    }
    CHECK(table.from_byte(text, text.size()) == table.size());
    CHECK(table.to_byte(text, table.size()) == text.size());
    CHECK(table.to_byte(text, table.size() + 10) == text.size());
    CHECK(CodePoints("").to_byte("", 0) == 0);
}

TEST_CASE("the hash of a text is SHA-256") {
    // NIST's examples, and lengths around a block's border.
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(sha256_hex(std::string(55, 'a')) == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    CHECK(sha256_hex(std::string(56, 'a')) == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    CHECK(sha256_hex(std::string(64, 'a')) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}
