// Keeps every file of one build, so that the page works with the network off after one visit.
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

declare const PRECACHE: PrecacheEntry[]; // put in by build/offline.ts

cleanupOutdatedCaches();
precacheAndRoute(PRECACHE, { ignoreURLParametersMatching: [/.*/] });
