// The tray of sample keys. The samples are no part of the page: only this module holds them.
const tray = document.querySelector(".tray");
const said = document.getElementById("tray-said");
const samples = fetch("/sandbox/samples").then((answer) => answer.json());

// For browsers that keep the clipboard from scripts: a selection, copied as by hand.
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "tray-copy";
  tray.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function copy(button) {
  const text = (await samples)[button.dataset.sample];
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyBySelection(text);
    button.focus();
  }
  said.textContent = done ? "Copiata. Ora si incolla nel campo Api Key." : "Il browser non lascia copiare.";
}

async function network(value) {
  const answer = await fetch("/sandbox/network", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ network: value }),
  });
  said.textContent = answer.ok ? "" : "Il guasto non è stato impostato.";
}

tray?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sample]");
  if (button) copy(button);
});

tray?.addEventListener("change", (event) => {
  if (event.target.name === "tray-network") network(event.target.value);
});

if (tray) {
  const now = await (await fetch("/sandbox/network")).json();
  for (const choice of tray.querySelectorAll("input[name=tray-network]")) choice.checked = choice.value === now.network;
}
