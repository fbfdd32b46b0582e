// What pages do beyond plain HTML. Everything here is an extra: without it each page is complete.
document.documentElement.classList.replace("no-js", "js");
