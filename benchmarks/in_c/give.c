/* cooperation.give: eq. 13.1 to 13.8 of docs/model.md, one community after the other. */
enum { COMMITTEE = 2, DELIBERATE = 1, DONATE = 4 };
enum { CONDITIONAL, FREE_RIDER, OTHER };

static inline float between(float low, float x, float high) {
    return x < low ? low : x > high ? high : x;
}

static inline float schedule(int kind, float slope, float others, float own) {
    return kind == CONDITIONAL ? between(0, slope * others, 1) : kind == OTHER ? own : 0;
}

void run(struct R r, struct C c, struct A a, struct D d, struct Made made) {
    int n = r.count;
    for (int k = 0; k < c.count; k++) {
        int begin = c.first[k], end = c.first[k + 1];
        double shown = 0, first = 0;
#pragma GCC ivdep
        for (int i = begin; i < end; i++) {
            int appeal = d.drawn[i] < c.reached[k], kind = r.cooperation_type[i];
            float lean = r.propensity[DONATE * n + i];
            float open = most(1 + a.follow_lean * lean, 0) * (kind == FREE_RIDER ? a.free_rider_pull : 1);
            float written = a.notice_strength * c.online[k] * r.digital[i];
            float heard = most(appeal, c.duty_talk[k]) * (r.acts[DELIBERATE * n + i] ? 1 : written);
            float pledge = a.norm_memory * r.pledge[i];
            pledge += least(heard * open, 1) * (1 - pledge);
            float belief = r.belief[i] + a.talk_belief * pledge * (1 - r.belief[i]);
            float own = 2 * a.other_gift * d.drawn[n + i];
            float wish = schedule(kind, r.cooperation_slope[i], belief, own);
            float trust = r.trust[COMMITTEE * n + i] - a.trust_centre_point;
            float shift = a.gift_asked + a.gift_trust * trust + a.gift_belonging * (r.belonging[i] - 0.5f)
                + a.gift_shift + a.talk_norm * pledge;
            float meant = between(0, a.schedule_weight * wish + a.belief_pull * open * belief + shift, 1);
            float whim = a.gift_noise * (2 * d.drawn[2 * n + i] - 1);
            float share = meant + whim * meant * (1 - meant);
            made.pledge[i] = pledge;
            made.share[i] = share;
            int leads = appeal & r.party[i];
            shown += leads ? share : 0;
            first += leads;
        }
        float mean = first > 0 ? shown / first : 0, seen = c.seen[k] * (first > 0);
        double given = 0, asked = 0, money = 0;
#pragma GCC ivdep
        for (int i = begin; i < end; i++) {
            int appeal = d.drawn[i] < c.reached[k];
            float own = 2 * a.other_gift * d.drawn[n + i];
            float reply = schedule(r.cooperation_type[i], r.cooperation_slope[i], mean, own);
            float share = made.share[i];
            share = appeal ? share + a.leader_weight * seen * !r.party[i] * (reply - share) : 0;
            float gift = share * a.gift_endowment * r.income[i];
            made.gift[i] = gift;
            made.acts[i] = share > a.gift_counts;
            given += share;
            asked += appeal;
            money += gift;
        }
        float told = given / (asked > 1 ? asked : 1);
        made.gifts[k] = money;
#pragma GCC ivdep
        for (int i = begin; i < end; i++) {
            float belief = r.belief[i];
            int appeal = d.drawn[i] < c.reached[k];
            made.belief[i] = appeal ? (1 - a.belief_weight) * belief + a.belief_weight * told : belief;
        }
    }
}
