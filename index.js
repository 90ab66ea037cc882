'use strict';

const { EsoApi } = require('./dist/credentials/EsoApi.credentials.js');
const { EsoLeads } = require('./dist/nodes/EsoLeads/EsoLeads.node.js');

module.exports = { EsoApi, EsoLeads };
