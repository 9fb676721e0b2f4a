#include "share/html_script.h"

namespace katern::share {

// ECMAScript 5, so that older browsers run it too. The container is what zip.h writes: stored, no extra fields, dated
// 1980-01-01 (APPNOTE.TXT 4.3 and 4.5; CRC-32 as in ISO 3309).
std::string_view html_script_making() {
    return R"js("use strict";
function utf8(text) {
  var whole = text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, function (c) { return c.length === 2 ? c : "\uFFFD"; });
  var letters = unescape(encodeURIComponent(whole)), bytes = new Uint8Array(letters.length);
  for (var i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
function crc32(bytes) {
  var crc = -1;
  for (var i = 0; i < bytes.length; i++) {
    crc ^= bytes[i];
    for (var bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}
function zipOf(name, text) {
  var file = utf8(name), data = utf8(text), out = [];
  function number(value, size) { for (var i = 0; i < size; i++) out.push(Math.floor(value / Math.pow(256, i)) % 256); }
  function bytes(some) { for (var i = 0; i < some.length; i++) out.push(some[i]); }
  function common() {
    number(20, 2); number(0x800, 2); number(0, 2); number(0, 2); number(0x21, 2);
    number(crc32(data), 4); number(data.length, 4); number(data.length, 4); number(file.length, 2); number(0, 2);
  }
  number(0x04034b50, 4); common(); bytes(file); bytes(data);
  var directory = out.length;
  number(0x02014b50, 4); number(20, 2); common(); number(0, 2); number(0, 2); number(0, 2); number(0, 4); number(0, 4); bytes(file);
  var size = out.length - directory;
  number(0x06054b50, 4); number(0, 2); number(0, 2); number(1, 2); number(1, 2); number(size, 4); number(directory, 4); number(0, 2);
  return new Uint8Array(out);
}
function annotationSet(sheet, person, answers, now) {
  var set = JSON.parse(JSON.stringify(sheet.set));
  set.generated = now;
  set.items = answers.map(function (answer) {
    var passage = sheet.passages[answer.passage];
    var item = {
      id: "urn:uuid:" + answer.id, type: "Annotation", motivation: "commenting", created: answer.created, modified: answer.modified,
      creator: { id: "urn:uuid:" + person.id, type: "Person", name: person.name },
      target: passage.target, body: { type: "TextualBody", value: answer.text, format: "text/plain" }
    };
    for (var key in passage.beside) item[key] = passage.beside[key];
    return item;
  });
  return set;
}
)js";
}

std::string_view html_script_page() {
    return R"js(
(function () {
  var sheet = JSON.parse(document.getElementById("sheet").textContent), words = sheet.words;
  var fields = Array.prototype.slice.call(document.querySelectorAll("textarea[data-passage]"));
  var name = document.getElementById("name"), status = document.getElementById("status");
  var answers = {}, unsaved = false;

  function recall(key) { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } }
  function keep(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (e) { return false; } }
  function uuid() {
    var bytes = crypto.getRandomValues(new Uint8Array(16)), text = "";
    bytes[6] = bytes[6] & 15 | 64; bytes[8] = bytes[8] & 63 | 128;
    for (var i = 0; i < 16; i++) text += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + (bytes[i] + 256).toString(16).slice(1);
    return text;
  }
  var whose = "katern/who", where = "katern/" + sheet.id;
  var person = recall(whose) || { id: uuid(), name: "" }, kept = keep(whose, person);
  function say(text) { status.textContent = text; }
  function keepAll() { kept = keep(where, { answers: answers, unsaved: unsaved }); }

  function typed(field) {
    var key = field.getAttribute("data-passage"), now = new Date().toISOString(), old = answers[key];
    answers[key] = { passage: key, id: old ? old.id : uuid(), created: old ? old.created : now, modified: now, text: field.value };
    unsaved = true;
    keepAll();
    say(kept ? words.kept : words.notKept);
  }
  function given() {
    return fields.map(function (field) { return answers[field.getAttribute("data-passage")]; })
      .filter(function (answer) { return answer && answer.text.trim() !== ""; });
  }
  function save(event) {
    event.preventDefault();
    var list = given();
    person.name = name.value.trim();
    keep(whose, person);
    if (list.length === 0) { say(words.nothing); if (fields.length > 0) fields[0].focus(); return; }
    if (person.name === "") { say(words.nameNeeded); name.focus(); return; }
    var set = annotationSet(sheet, person, list, new Date().toISOString());
    var file = words.file + " " + person.name.replace(/[^\w\u00C0-\u024F -]/g, "").trim() + ".annotations";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([zipOf("annotations.json", JSON.stringify(set, null, 1))], { type: "application/octet-stream" }));
    link.download = file;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    unsaved = false;
    keepAll();
    say((list.length === 1 ? words.savedOne : words.savedMany).replace("%n", list.length).replace("%file", file));
  }

  var before = recall(where);
  if (before && before.answers) { answers = before.answers; unsaved = before.unsaved === true; }
  fields.forEach(function (field) {
    var answer = answers[field.getAttribute("data-passage")];
    if (answer && field.value === "") field.value = String(answer.text);
    field.addEventListener("input", function () { typed(field); });
  });
  name.value = person.name;
  name.addEventListener("input", function () { person.name = name.value.trim(); keep(whose, person); });
  document.getElementById("save").addEventListener("submit", save);
  window.addEventListener("beforeunload", function (event) {
    if (unsaved && given().length > 0) { event.preventDefault(); event.returnValue = ""; }
  });
  document.getElementById("bar").hidden = false;
  say(unsaved && given().length > 0 ? words.unsaved : kept ? "" : words.notKept);
})();
)js";
}

}  // namespace katern::share
