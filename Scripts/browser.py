#!/usr/bin/env python3
"""Opens every page of the demo's console in a real browser and checks what a reader would notice.

Usage: browser.py PROGRAM [--shots FOLDER] [--quick]

Each page in four languages, light and dark, 1280 and 390 pixels wide: no message on the browser's console, no request to
elsewhere, nothing that scrolls sideways, one h1, HTML that html5lib parses strictly, and axe-core finds nothing at WCAG 2.1 AA.
Then walks by keyboard, on a phone, with JavaScript off, and the printed report. Exit: 0 all held, 1 something did not, 2 usage,
77 a browser or a package is missing.
"""
import argparse
import base64
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.parse
import urllib.request

try:
    import axe_core_python
    import html5lib
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError as error:
    print(f"browser.py: {error}; Scripts/setup.sh test installs it", file=sys.stderr)
    sys.exit(77)

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
LANGUAGES = ["en", "es", "pt", "fr"]
WIDTHS = [(1280, 900), (390, 844)]
PASSWORD = "seven quiet lanterns"
AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class Demo:
    """The demo of the program, with its clock at a moment, so that pages do not move."""

    def __init__(self, program, *options):
        self.process = subprocess.Popen(
            [program, "demo", "--json", "--speed", "0", "--at", "2026-11-29T12:00:00Z", *options],
            stdout=subprocess.PIPE, text=True)
        self.facts = json.loads(self.process.stdout.readline())
        self.address = self.facts["address"]

    def account(self, role):
        return next(each for each in self.facts["accounts"] if each["role"] == role)

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


class Browser:
    def __init__(self, width=1280, height=900, *, dark=False, language="en", script=True):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
            options.add_argument(flag)
        if not script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.set(width, height, dark=dark, language=language)

    def set(self, width, height, *, dark, language):
        self.width = width
        self.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": language}})
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def shot(self, path):
        png = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})["data"]
        path.write_bytes(base64.b64decode(png))

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def tab_to(self, selector, most=80):
        """Presses Tab until the element has the focus, as a reader without a mouse does."""
        for _ in range(most):
            if self.driver.execute_script("return document.activeElement.matches(arguments[0])", selector):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"Tab does not reach {selector} on {self.driver.current_url}")

    def until(self, condition, seconds=15):
        """Whether a condition becomes true; a page that was asked for takes its time on a busy machine."""
        end = time.monotonic() + seconds
        while True:
            try:
                if condition():
                    return True
            except WebDriverException:
                pass  # The page is being replaced.
            if time.monotonic() > end:
                return False
            time.sleep(0.05)

    def shows(self, selector):
        return self.until(lambda: self.all(selector))

    def is_at(self, text):
        return self.until(lambda: text in self.driver.current_url)

    def login(self, address, account):
        self.driver.get(address + "/login")
        self.find("#name").send_keys(account["name"])
        self.find("#password").send_keys(account["password"])
        self.find("main button").click()
        gone = self.until(lambda: urllib.parse.urlsplit(self.driver.current_url).path != "/login")
        assert gone, f"{account['name']} could not log in: {self.find('main').text}"

    def cookies(self):
        return "; ".join(f"{each['name']}={each['value']}" for each in self.driver.get_cookies())

    def quit(self):
        self.driver.quit()


def pages_of(browser, address):
    """Every page that links lead to, one of each kind, beginning with the start page."""
    seen, todo = {}, ["/"]
    while todo:
        path = todo.pop(0)
        kind = kind_of(path)
        if kind in seen or path.startswith(("/api/", "/assets/", "/economies-csv/", "/json", "/csv", "/events", "/logout")):
            continue
        seen[kind] = path
        browser.driver.get(address + path)
        for link in browser.driver.execute_script(
                "return [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"):
            if link.startswith("/"):
                todo.append(link.split("#")[0])
    return list(seen.values())


def kind_of(path):
    """Pages of one kind have one template: `/alerts/ID`, whichever the ID."""
    parts = urllib.parse.urlsplit(path)
    names = parts.path.strip("/").split("/")
    for first in ("alerts", "networks", "economies", "report"):
        if names[0] == first and len(names) > 1:
            return first + "/*"
    query = sorted(name for name, _ in urllib.parse.parse_qsl(parts.query) if name not in ("after", "before", "said"))
    return parts.path + "?" + "&".join(query)


def check_page(browser, address, path, failures, name, audits=True):
    driver = browser.driver
    driver.get_log("browser"), driver.get_log("performance")
    driver.get(address + path)
    where = f"{name} {path}"
    for entry in driver.get_log("browser"):
        failures.append(f"{where}: the browser says: {entry['message']}")
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith((address, "data:", "about:", "chrome")):
                failures.append(f"{where}: a request to elsewhere: {url}")
    # Not window.innerWidth: a phone shows a page that is too wide smaller.
    wide = driver.execute_script("return document.documentElement.scrollWidth") - browser.width
    if wide > 0:
        failures.append(f"{where}: {wide} pixels wider than the window")
    heads = len(browser.all("h1"))
    if heads != 1:
        failures.append(f"{where}: {heads} elements h1")
    if not audits:
        return
    driver.execute_script(AXE)
    violations = driver.execute_async_script(
        "const done = arguments[0]; axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        ".then(result => done(result.violations))")
    for violation in violations:
        target = violation["nodes"][0]["target"]
        failures.append(f"{where}: axe: {violation['id']}: {violation['help']} at {target}")


def check_html(address, cookies, path, failures):
    request = urllib.request.Request(address + path, headers={"Cookie": cookies, "Accept-Language": "en"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read().decode("utf-8")
    try:
        html5lib.HTMLParser(strict=True).parse(text)
    except html5lib.html5parser.ParseError as error:
        failures.append(f"{path}: not HTML: {error}")


def wait_for_readiness(demo):
    """The demo computes readiness once its routes are read."""
    browser = Browser()
    browser.login(demo.address, demo.account("viewer"))

    def is_there():
        browser.driver.get(demo.address + "/economies")
        return browser.all("main a[href^='/economies/']")

    browser.until(is_there, 30)
    browser.quit()


def all_pages(demo, shots, quick, failures):
    """Every page, as the first role that may read it."""
    wait_for_readiness(demo)
    done, count, browser = set(), 0, Browser()
    for role in ("analyst", "administrator"):
        browser.set(1280, 900, dark=False, language="en")
        browser.login(demo.address, demo.account(role))
        paths = [path for path in pages_of(browser, demo.address) if kind_of(path) not in done]
        done.update(kind_of(path) for path in paths)
        for path in paths:
            check_html(demo.address, browser.cookies(), path, failures)
        for language in LANGUAGES if not quick else ["en", "fr"]:
            for dark in (False, True):
                for width, height in WIDTHS:
                    browser.set(width, height, dark=dark, language=language)
                    name = f"{language}-{'dark' if dark else 'light'}-{width}"
                    for path in paths:
                        # What axe finds depends on the language as far as texts have another length.
                        audits = language == "en" or (width > 500 and not dark)
                        check_page(browser, demo.address, path, failures, name, audits)
                        count += 1
                        if shots and language == "en":
                            file = path.strip("/").replace("/", "_").replace("?", "-").replace("&", "-") or "start"
                            browser.shot(shots / f"{file[:60]}-{name}.png")
    # The login is what there is without an account.
    browser.driver.delete_all_cookies()
    for width, height in WIDTHS:
        browser.set(width, height, dark=False, language="en")
        check_page(browser, demo.address, "/login", failures, f"login-{width}")
        count += 1
        if shots:
            browser.shot(shots / f"login-en-light-{width}.png")
    browser.quit()
    print(f"{len(done)} pages, {count} views")


def contact_sheet(folder):
    """A page with every screenshot of the folder, to be looked at as a whole."""
    figures = "".join(
        f'<figure><a href="{each.name}"><img src="{each.name}" alt=""></a><figcaption>{each.stem}</figcaption></figure>'
        for each in sorted(folder.glob("*.png")))
    style = "body{font:13px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:300px}" \
        "a{display:block;max-height:380px;overflow:hidden;border:1px solid #888}img{width:100%;display:block}"
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Contact sheet</title><style>{style}</style>{figures}", encoding="utf-8")


# Walks: what people do, as they do it.

def newcomer(demo, shots, failures):
    """Finds why a route of the demo is invalid, and what to do, in at most four clicks."""
    browser = Browser()
    browser.login(demo.address, demo.account("viewer"))
    clicks = 0
    browser.find("nav a[href='/routing']").click()
    browser.is_at("/routing")
    clicks += 1
    invalid = browser.driver.execute_script(
        "const row = [...document.querySelectorAll('tbody tr')].find(r => r.querySelector('td:nth-child(3) .invalid'));"
        "return row && row.querySelector('a').getAttribute('href')")
    if invalid is None:
        failures.append("newcomer: no route of ours is invalid")
    else:
        browser.find(f"a[href='{invalid}']").click()
        clicks += 1
        if not browser.shows("#fix") or not browser.all(".st.invalid"):
            failures.append("newcomer: the page does not say what is wrong and what would mend it")
    if clicks > 4:
        failures.append(f"newcomer: {clicks} clicks")
    if shots:
        browser.shot(shots / "walk-newcomer.png")
    browser.quit()


def analyst(demo, shots, failures):
    """From the first item to a decided alert with its note, by keyboard alone."""
    browser = Browser()
    browser.driver.get(demo.address + "/alerts")
    account = demo.account("analyst")
    browser.tab_to("#name")
    browser.press(account["name"], Keys.TAB, account["password"], Keys.ENTER)
    if not browser.until(lambda: browser.driver.current_url.endswith("/alerts")):
        failures.append("analyst: the login does not lead to the page that was asked for")
    browser.driver.get(demo.address + "/")
    browser.press("j")
    browser.press(Keys.ENTER)
    if not browser.is_at("/alerts/"):
        failures.append(f"analyst: the first item leads to {browser.driver.current_url}")
    browser.press("a", Keys.ENTER)
    if not browser.shows("p.said"):
        failures.append("analyst: the alert was not acknowledged")
    browser.tab_to("#decision")
    browser.press(Keys.ARROW_DOWN, Keys.TAB, "Announced by mistake; called them.")
    browser.tab_to("button[value=decide]")
    browser.press(Keys.ENTER)
    if not browser.until(lambda: "called them" in browser.find("main").text):
        failures.append("analyst: the note is not on the page of the alert")
    # Mute, validity and language, by keyboard too.
    browser.tab_to("button[value=mute]")
    browser.press(Keys.ENTER)
    if not browser.is_at("said=muted"):
        failures.append("analyst: the alert was not muted")
    browser.driver.get(demo.address + "/routing/validity")
    browser.tab_to("#prefix")
    browser.press("198.18.0.0/16", Keys.TAB, "AS64500", Keys.ENTER)
    if not browser.shows("dl.facts .st"):
        failures.append("analyst: no answer about the validity of a route")
    browser.tab_to("#language")
    browser.press("F", Keys.TAB, Keys.ENTER)
    if not browser.until(lambda: browser.find("html").get_attribute("lang") == "fr"):
        failures.append("analyst: the language did not change")
    if shots:
        browser.shot(shots / "walk-analyst.png")
    browser.quit()


def engineer(demo, shots, failures):
    """Opens an alert's link on a phone, logs in, lands on it, and acknowledges it in three taps."""
    look = Browser()
    look.login(demo.address, demo.account("viewer"))
    look.driver.get(demo.address + "/alerts")
    links = [each.get_attribute("href") for each in look.all("tbody a.what")]
    look.quit()
    browser = Browser(390, 844)
    account = demo.account("analyst")
    for link in links:
        browser.driver.get(link)
        if browser.all("#name"):
            browser.find("#name").send_keys(account["name"])
            browser.find("#password").send_keys(account["password"])
            browser.find("main button").click()
            if not browser.until(lambda: browser.driver.current_url == link):
                failures.append(f"engineer: lands on {browser.driver.current_url}, not on {link}")
        if browser.all("[data-key=a]"):
            box = browser.find("[data-key=a]").rect
            if box["y"] + box["height"] > 844:
                failures.append("engineer: the button is not on the first screen of the phone")
            browser.find("[data-key=a]").click()
            if not browser.shows("p.said"):
                failures.append("engineer: the alert was not acknowledged")
            break
    else:
        failures.append("engineer: there is no alert to acknowledge")
    if shots:
        browser.shot(shots / "walk-engineer.png")
    browser.quit()


def without_script(demo, failures):
    """The same with JavaScript off: log in, look up validity, read an alert."""
    browser = Browser(script=False)
    browser.login(demo.address, demo.account("analyst"))
    browser.driver.get(demo.address + "/routing/validity")
    browser.find("#prefix").send_keys("198.18.0.0/16")
    browser.find("#asn").send_keys("64500")
    browser.find("main button").click()
    if not browser.shows("dl.facts .st"):
        failures.append("without script: no answer about the validity of a route")
    browser.driver.get(demo.address + "/alerts?state=all")
    browser.find("tbody a.what").click()
    if not browser.shows("#decide"):
        failures.append("without script: the alert cannot be decided")
    browser.quit()


def minister(demo, shots, failures):
    """The report prints on one sheet."""
    browser = Browser()
    browser.login(demo.address, demo.account("viewer"))
    browser.driver.get(demo.address + "/economies")
    links = [each.get_attribute("href") for each in browser.all("main td a[href^='/economies/']")]
    if not links:
        return
    browser.driver.get(links[0])
    reports = [each.get_attribute("href") for each in browser.all("main a[href^='/report/']")]
    if not reports:
        failures.append("minister: no report is linked from an economy")
    else:
        browser.driver.get(reports[0])
        pdf = base64.b64decode(browser.driver.execute_cdp_cmd(
            "Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True})["data"])
        sheets = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")
        if sheets != 1:
            failures.append(f"minister: the report has {sheets} sheets")
        if shots:
            (shots / "walk-minister.pdf").write_bytes(pdf)
    browser.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--shots", type=pathlib.Path, help="folder for screenshots")
    parser.add_argument("--quick", action="store_true", help="two languages only")
    options = parser.parse_args()
    if not os.path.exists(CHROMIUM) or not os.path.exists(DRIVER):
        print("browser.py: chromium and chromium-driver are missing; Scripts/setup.sh test installs them", file=sys.stderr)
        return 77
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    failures, begun = [], time.monotonic()
    demo = Demo(options.program)
    try:
        walks = [
            lambda: all_pages(demo, options.shots, options.quick, failures),
            lambda: newcomer(demo, options.shots, failures), lambda: engineer(demo, options.shots, failures),
            lambda: analyst(demo, options.shots, failures), lambda: without_script(demo, failures),
            lambda: minister(demo, options.shots, failures)]
        for walk in walks:
            walk()
    finally:
        code = demo.stop()
    if options.shots:
        contact_sheet(options.shots)
    if code != 0:
        failures.append(f"the demo ended with {code}")
    for failure in failures:
        print(failure)
    print(f"{len(failures)} failures in {time.monotonic() - begun:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
