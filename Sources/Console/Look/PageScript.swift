/// The script of all pages. Every page works without it; it adds live update, keys and copying.
public enum PageScript {
    public static let text = #"""
        "use strict";
        (() => {
        const words = document.getElementById("words")?.dataset ?? {};
        const rows = () => [...document.querySelectorAll("tbody tr")].filter(r => r.querySelector("a"));
        let place = -1;
        const clock = () => (d => d.toISOString().slice(11, 19) + " UTC")(new globalThis["Date"]());
        const isTyping = e => e.target.closest("input,select,textarea,[contenteditable]");
        const move = step => {
          const all = rows();
          if (!all.length) return;
          all[place]?.classList.remove("here");
          place = Math.min(Math.max(place + step, 0), all.length - 1);
          all[place].classList.add("here");
          all[place].querySelector("a").focus();
        };
        const help = () => {
          let dialog = document.querySelector("dialog");
          if (!dialog) {
            dialog = document.createElement("dialog");
            dialog.append(document.getElementById("keys").content.cloneNode(true));
            const close = document.createElement("button");
            close.textContent = words.close;
            close.addEventListener("click", () => dialog.close());
            dialog.append(close);
            document.body.append(dialog);
          }
          dialog.showModal();
        };
        document.addEventListener("keydown", e => {
          if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e)) return;
          const acts = {
            "/": () => document.querySelector(".find input")?.focus(), "j": () => move(1), "k": () => move(-1),
            "a": () => document.querySelector("[data-key=a]")?.focus(), "?": help,
          };
          if (acts[e.key]) { e.preventDefault(); acts[e.key](); }
        });
        for (const block of document.querySelectorAll("pre.copy")) {
          const button = document.createElement("button");
          button.className = "plain";
          button.type = "button";
          button.textContent = words.copy;
          button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(block.textContent.trim());
            button.textContent = words.copied;
          });
          block.after(button);
        }
        // Columns that a reader does not want, kept for this browser.
        for (const box of document.querySelectorAll("[data-column]")) {
          const key = "column:" + location.pathname + ":" + box.dataset.column;
          const show = () => {
            for (const cell of document.querySelectorAll(".c-" + box.dataset.column)) cell.hidden = !box.checked;
          };
          box.checked = localStorage.getItem(key) !== "0";
          box.addEventListener("change", () => { localStorage.setItem(key, box.checked ? "1" : "0"); show(); });
          show();
        }
        // One connection for all tabs of this browser: the tab that holds the lock passes on what it receives.
        const source = document.body.dataset.live;
        if (!source || !window.EventSource || !navigator.locks) return;
        const live = document.querySelector(".live");
        const tabs = new BroadcastChannel("atalaya");
        let seen = null;
        const take = message => {
          if (message.state) {
            live.hidden = false;
            live.textContent = message.state === "on" ? live.dataset.on : live.dataset.lost + " " + message.since;
            live.className = "live st " + (message.state === "on" ? "valid" : "stale");
          }
          if (message.mark === undefined) return;
          const mark = message.mark[document.body.dataset.topic ?? "all"];
          if (seen === null) { seen = mark; return; }
          if (mark === seen || document.querySelector(".new")) return;
          const bar = document.createElement("p");
          bar.className = "new";
          bar.setAttribute("role", "status");
          const link = document.createElement("a");
          link.href = location.href;
          link.textContent = words.new;
          bar.append(link);
          document.querySelector("main .wrap").prepend(bar);
        };
        tabs.addEventListener("message", e => take(e.data));
        navigator.locks.request("atalaya-live", () => new Promise(() => {
          const events = new EventSource(source);
          const pass = message => { take(message); tabs.postMessage(message); };
          events.addEventListener("open", () => pass({ state: "on" }));
          events.addEventListener("error", () => pass({ state: "lost", since: clock() }));
          events.addEventListener("mark", e => pass({ state: "on", mark: JSON.parse(e.data) }));
        }));
        })();
        """#
}
