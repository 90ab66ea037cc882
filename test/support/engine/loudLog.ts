/**
 * Lets n8n write all that it can to its log, so that a test can look for secrets in it. Import this before anything that
 * loads n8n-core, which reads the level once.
 */
process.env.N8N_LOG_LEVEL = 'debug';
