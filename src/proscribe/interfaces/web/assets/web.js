// What makes pages handier. Every page works without it.
import { growing } from "./box.js";
import { linked } from "./linked.js";
import { keyed } from "./keys.js";
import { waiting } from "./waiting.js";

growing(document);
linked(document);
keyed(document);
waiting(document);
