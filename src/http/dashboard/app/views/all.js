// Every view of the dashboard: each adds its routes and its ways.
import './rounds.js';
import './round.js';
import './candidacy.js';
import './reassessment.js';
import './vote.js';
import './session.js';
