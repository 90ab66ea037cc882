/* global module */
module.exports = globalThis.loadOutside('@n8n/di');
