/* participation.take_part: eq. 12.2, 12.3, 12.5, 12.8 and 12.10 of docs/model.md. */
enum { GOVERNMENT = 1, COMMITTEE = 2, NEIGHBOURS = 5 };
enum { VOTE, DELIBERATE, VOLUNTEER, OVERSEE, DONATE, OWNERS_VOTE };

static inline float expit(float x) { return 1 / (1 + expf(-x)); }

/* Does she do it? eq. 12.2; and what becomes of the habit, eq. 12.3 and 12.10. */
static inline int act(int kind, int i, float will, float open, struct R r,
                      struct A a, struct D d, struct Made made) {
    int at = kind * r.count + i, out = at - DELIBERATE * r.count;
    float habit = r.habit[at];
    float logit = will + r.propensity[at] + a.habit_act * habit;
    int does = d.drawn[out] < open * expit(logit);
    float left = most(1 + a.habit_attach * (r.belonging[i] / a.belonging_usual - 1), 0);
    float after = least(a.habit_memory * habit + does * left, 2);
    made.acts[out] = does;
    made.habit[out] = r.asked[i] | does ? after : habit;
    return does;
}

void run(struct R r, struct C c, struct A a, struct D d, struct Made made) {
    int n = r.count;
    for (int i = 0; i < n; i++) made.home[i] = 0;
    for (int i = 0; i < n; i++) {
        made.active[i] = r.acts[DELIBERATE * n + i] | r.acts[VOLUNTEER * n + i] | r.acts[OVERSEE * n + i];
        made.home[r.household[i]] += made.active[i];
    }
    for (int i = 0; i < n; i++) {
        int others = 0;
        for (int t = 0; t < d.ties; t++) others += made.active[r.neighbours[t * n + i]];
        int mates = made.home[r.household[i]] - made.active[i];
        made.around[i] = a.mate_act * (mates > 0) + a.neighbour_act * others / d.ties;
    }
    for (int k = 0; k < c.count; k++) {
        int begin = c.first[k], end = c.first[k + 1];
        float pay = a.pay_act * c.volunteer_pay[k] / 10 - a.crowding_out * (c.volunteer_pay[k] > 0);
        float volunteers = 0;
#pragma GCC ivdep
        for (int i = begin; i < end; i++) {
            float trust = r.trust[COMMITTEE * n + i] - a.trust_centre_point;
            float now = 0.5f * (r.trust[GOVERNMENT * n + i] + r.trust[COMMITTEE * n + i]);
            float loss = most(r.used_trust[i] - now, 0);
            float shared = a.efficacy_act * r.efficacy[i] + made.around[i]
                + a.belonging_act * (r.belonging[i] - 0.5f) + a.free_time_act * (r.free_time[i] - 0.35f);
            float online = c.online[k] * r.digital[i];
            float grievance = r.expectation[i] + 0.5f - 2 * r.satisfaction[i];
            float asked = r.asked[i], start = a.self_start + (1 - a.self_start) * asked;
            float will = a.deliberate_base + a.stake_act * r.stake[i] + a.trust_act * trust
                + a.online_act * online + a.wronged_voice * loss;
            int acts = r.acts[VOTE * n + i] + r.acts[DONATE * n + i] + r.acts[OWNERS_VOTE * n + i];
            acts += act(DELIBERATE, i, will + shared, start * most(c.meetings[k], online), r, a, d, made);
            will = a.volunteer_base + a.trust_act * trust
                + a.neighbour_trust_act * (r.trust[NEIGHBOURS * n + i] - 0.5f)
                + a.seen_act * c.seen[k] + a.duty_act * r.pledge[i] + pay;
            int helps = act(VOLUNTEER, i, will + shared, start * c.volunteer_work[k], r, a, d, made);
            will = a.oversee_base - a.trust_act * trust + a.grievance_act * grievance
                + a.stake_oversee * r.stake[i] + a.wronged_act * loss;
            acts += helps + act(OVERSEE, i, will + shared, start * c.oversight_open[k], r, a, d, made);
            volunteers += helps ? r.act_hours[i] : 0;
            made.activity[i] = r.activity[i] + (acts - r.activity[i]) / 12;
        }
        made.volunteers[k] = volunteers;
    }
}
