"""Answers a hand-out as a colleague does, in headless Chromium by its DevTools pipe, and prints as JSON what was seen:
`browser.py PAGE FOLDER-FOR-DOWNLOADS`. Only Python's own library; Chromium gets a profile of its own and no network."""
import json
import os
import subprocess
import sys
import tempfile
import time

page, downloads = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
profile = tempfile.TemporaryDirectory()
to_browser, from_us = os.pipe()
from_browser, to_us = os.pipe()


def pipes():
    os.dup2(to_browser, 63), os.dup2(to_us, 64)
    os.dup2(63, 3), os.dup2(64, 4)


browser = subprocess.Popen(
    ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir=" + profile.name,
     "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank"],
    preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
os.close(to_browser), os.close(to_us)
buffer, events, answers, last = b"", [], {}, 0


def receive(deadline):
    global buffer
    while b"\0" not in buffer:
        if time.time() > deadline:
            raise TimeoutError
        part = os.read(from_browser, 1 << 16)
        if not part:
            raise EOFError
        buffer += part
    message, buffer = buffer.split(b"\0", 1)
    return json.loads(message)


def send(method, session, parameters):
    global last
    last += 1
    message = {"id": last, "method": method, "params": parameters}
    if session:
        message["sessionId"] = session
    os.write(from_us, json.dumps(message).encode() + b"\0")
    return last


def take(message):
    if "id" in message:
        answers[message["id"]] = message
        return
    events.append(message)
    if message.get("method") == "Page.javascriptDialogOpening":
        dialogs.append(message["params"]["type"])
        send("Page.handleJavaScriptDialog", message["sessionId"], {"accept": True})


def call(method, session=None, **parameters):
    asked = send(method, session, parameters)
    while asked not in answers:
        take(receive(time.time() + 60))
    answer = answers.pop(asked)
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer["result"]


dialogs, seen = [], {}
try:
    os.makedirs(downloads, exist_ok=True)
    call("Browser.setDownloadBehavior", behavior="allow", downloadPath=downloads, eventsEnabled=True)
    target = call("Target.createTarget", url="about:blank")["targetId"]
    tab = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Network", "Log"):
        call(domain + ".enable", tab)

    def evaluate(code):
        answer = call("Runtime.evaluate", tab, expression=code, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def go():
        call("Page.navigate", tab, url="file://" + page)
        until = time.time() + 30
        while evaluate("document.readyState + !document.getElementById('bar')?.hidden") != "completetrue":
            if time.time() > until:
                raise TimeoutError
            time.sleep(0.05)

    def type_in(element, text):
        evaluate(f"document.getElementById('{element}').focus()")
        call("Input.insertText", tab, text=text)

    def press_save():
        evaluate("document.querySelector('#save button').click()")
        return evaluate("document.getElementById('status').textContent")

    go()
    seen["without_words"] = press_save()
    type_in("p1", "Mooi <b>zo</b>")
    type_in("p0", "Twee")
    seen["without_name"] = press_save()
    type_in("name", "Bram")
    go()
    seen["kept"] = [evaluate(f"document.getElementById('{each}').value") for each in ("p1", "p0", "name")]
    asked_once = "beforeunload" in dialogs
    dialogs.clear()
    seen["saved"] = press_save()
    until = time.time() + 30
    while not any(name.endswith(".annotations") for name in os.listdir(downloads)):
        if time.time() > until:
            raise TimeoutError
        evaluate("1")
        time.sleep(0.05)
    seen["file"] = os.listdir(downloads)[0]
    seen["bytes"] = list(open(os.path.join(downloads, seen["file"]), "rb").read())
    go()
    seen["asks_before_leaving"] = [asked_once, "beforeunload" in dialogs]
    urls = [each["params"]["request"]["url"] for each in events if each.get("method") == "Network.requestWillBeSent"]
    seen["requests"] = [url for url in urls if not url.startswith(("file://" + page, "about:", "blob:"))]
    seen["errors"] = [each["params"] for each in events
                      if each.get("method") == "Runtime.exceptionThrown"
                      or each.get("method") == "Log.entryAdded" and each["params"]["entry"]["level"] == "error"]
    print(json.dumps(seen))
finally:
    browser.kill()
    browser.wait()
