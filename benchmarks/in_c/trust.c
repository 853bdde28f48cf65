/* trust.update: eq. 16.1 to 16.5 of docs/model.md, resident by resident.
   First everybody judges each institution, then neighbours talk. */
enum { CENTRE, GOVERNMENT, COMMITTEE, NGO, BUSINESS, NEIGHBOURS };
enum { DELIBERATE = 1, VOLUNTEER = 2, OVERSEE = 3, MIGRANT = 2 };

static inline float between(float low, float x, float high) {
    return x < low ? low : x > high ? high : x;
}

static inline float after(float trust, float target, float weight, struct A a) {
    float gap = between(0, target, 1) - trust;
    float rate = (gap > 0 ? a.trust_up : a.trust_up * a.trust_ratio) * least(weight, 2);
    return trust + least(rate, 1) * gap;
}

static inline float mean(float sum, float weight) { return weight > 0 ? sum / weight : 0; }

void run(struct R r, struct C c, struct A a, struct D d, struct Made made) {
    int n = r.count;
    for (int k = 0; k < c.count; k++) {
        int begin = c.first[k], end = c.first[k + 1];
        float blame = 1 - c.answers[k];
        float papers = a.papers_weight * (c.street_answers[k] - a.papers_usual);
#pragma GCC ivdep
        for (int i = begin; i < end; i++) {
            float service = r.satisfaction[i] + a.experience_offset;
            float need = 0.5f + a.fairness_gain * r.own_served[i];
            float reply = 0.5f + 0.5f * r.answered[i];
            float by_reply = a.weight_reply * r.complained[i];
            float sum = 2 * (service * a.weight_outcome + need * a.weight_fairness + reply * by_reply);
            float weight = 2 * (a.weight_outcome + a.weight_fairness + by_reply);
            float incident = a.incident_weight * r.met_incident[i];
            float heard = r.asked[i] | r.acts[OVERSEE * n + i];
            float theft = least(a.theft_weight * (heard * c.theft_seen[k] + c.scandal[k]), 2);

            float total = weight * blame + incident + a.failure_weight * c.contract_failure[k] + 0.5f * theft;
            float street = after(r.trust[GOVERNMENT * n + i],
                mean(sum * blame, total) + papers + a.street_lean + r.trust_disposition[GOVERNMENT * n + i],
                total, a);
            made.trust[GOVERNMENT * n + i] = street;
            made.trust[CENTRE * n + i] = after(r.trust[CENTRE * n + i],
                a.centre_level + a.centre_pass * (street - 0.5f) + r.trust_disposition[CENTRE * n + i],
                0.5f, a);

            float came = a.weight_voice * r.acts[DELIBERATE * n + i];
            total = weight * c.answers[k] + incident + came + theft;
            made.trust[COMMITTEE * n + i] = after(r.trust[COMMITTEE * n + i],
                mean(sum * c.answers[k] + came * c.done[k], total) + r.trust_disposition[COMMITTEE * n + i],
                total, a);

            total = a.ngo_met * c.runs[k];
            made.trust[NGO * n + i] = after(r.trust[NGO * n + i],
                mean(total * c.ngo_quality[k], total) + r.trust_disposition[NGO * n + i], total, a);

            total = a.firm_met * c.firm_here[k];
            made.trust[BUSINESS * n + i] = after(r.trust[BUSINESS * n + i],
                mean(total * c.firm_service[k] * r.place_access[i], total) + r.trust_disposition[BUSINESS * n + i],
                total, a);

            float together = r.acts[DELIBERATE * n + i] | r.acts[VOLUNTEER * n + i];
            float met = a.neighbour_met * (0.3f + together);
            total = met + a.incident_neighbours * r.met_incident[i];
            made.trust[NEIGHBOURS * n + i] = after(r.trust[NEIGHBOURS * n + i],
                mean(met * (a.neighbour_base + a.neighbour_together * together), total)
                    + r.trust_disposition[NEIGHBOURS * n + i],
                total, a);
        }
    }
    for (int i = 0; i < n; i++) {
        float street = 0, committee = 0;
        int strangers = 0, migrant = r.tenure[i] == MIGRANT;
        for (int t = 0; t < d.ties; t++) {
            int j = r.neighbours[t * n + i];
            street += made.trust[GOVERNMENT * n + j];
            committee += made.trust[COMMITTEE * n + j];
            strangers += (r.tenure[j] == MIGRANT) != migrant;
        }
        float own = made.trust[GOVERNMENT * n + i], gap = street / d.ties - own;
        float pull = (gap < 0 ? 2 * a.social_learning : a.social_learning) * (fabsf(gap) < a.confidence_bound);
        made.talked_street[i] = own + pull * gap;
        own = made.trust[COMMITTEE * n + i], gap = committee / d.ties - own;
        pull = (gap < 0 ? 2 * a.social_learning : a.social_learning) * (fabsf(gap) < a.confidence_bound);
        made.talked_committee[i] = own + pull * gap;
        float now = 0.5f * (made.talked_street[i] + made.talked_committee[i]);
        made.used_trust[i] = r.used_trust[i] + a.used_rate * (now - r.used_trust[i]);
        float base = a.strangers_base + 0.5f * r.trust_disposition[NEIGHBOURS * n + i];
        float target = between(0, base + a.strangers_bridge * strangers / d.ties, 1) * (1 - r.met_incident[i]);
        made.trust_strangers[i] = r.trust_strangers[i] + a.strangers_rate * (target - r.trust_strangers[i]);
    }
}
