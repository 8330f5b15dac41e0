/**
 * A framework: a named, versioned set of competencies in groups. Entries store competency ids,
 * so an id is never renamed or reused (tests/unit/frozen.spec.ts pins the built-in ones).
 */
export interface Competency {
  readonly id: string;
  readonly name: string;
  /** What counts as evidence, in one sentence. */
  readonly evidence: string;
}

export interface CompetencyGroup {
  readonly name: string;
  readonly competencies: readonly Competency[];
}

export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly groups: readonly CompetencyGroup[];
}

/** The one framework that ships: what changes when an engineer becomes Staff. It can be hidden, not edited. */
export const STAFF_ENGINEER: Framework = {
  id: 'staff-engineer',
  name: 'Staff engineer',
  version: 1,
  groups: [
    {
      name: 'Role shifts',
      competencies: [
        {
          id: 'multiplying-others',
          name: 'Multiplying others',
          evidence:
            'Guiding, coaching, aligning and organising so that someone else now does what you used to do; stepping in when the group is stuck on its hardest topic',
        },
        {
          id: 'context-switching',
          name: 'Context switching',
          evidence:
            'Helping people and still getting your own work done: what you juggled, what you dropped on purpose, how you protected time',
        },
        {
          id: 'leading-by-example',
          name: 'Leading by example',
          evidence:
            'How you answered, disagreed, proposed or kept learning in a way that others could copy',
        },
        {
          id: 'peer-accountability',
          name: 'Peer accountability',
          evidence: 'Holding a peer to a commitment, and helping them get better at it',
        },
      ],
    },
    {
      name: 'Initiatives',
      competencies: [
        {
          id: 'maintainership',
          name: 'Maintainership',
          evidence: 'Becoming maintainer of another project, specialty or technology',
        },
        {
          id: 'triage-ownership',
          name: 'Triage ownership',
          evidence: 'Owning the triage report: judging severity, arguing for priority',
        },
        {
          id: 'mentoring',
          name: 'Mentoring',
          evidence: 'A formal mentoring relation with one or two people, and what changed for them',
        },
        {
          id: 'manager-backup',
          name: 'Manager backup',
          evidence:
            'Standing in for your manager; working with counterparts on direction and vision',
        },
        {
          id: 'working-groups',
          name: 'Working groups',
          evidence: 'Facilitating a working group, or joining one as its functional lead',
        },
        {
          id: 'executive-shadowing',
          name: 'Executive shadowing',
          evidence: 'Shadowing the chief executive or another executive, and what you brought back',
        },
        {
          id: 'organisation-improvement',
          name: 'Organisation-wide improvement',
          evidence:
            'A change to process, metric, quality, security or definition of done that reaches past your own group',
        },
        {
          id: 'inclusion',
          name: 'Diversity, inclusion and belonging',
          evidence: 'Taking part in, or leading, inclusion work',
        },
        {
          id: 'architecture-ownership',
          name: 'Architecture ownership',
          evidence:
            'Being the directly responsible person for an architectural initiative or blueprint',
        },
        {
          id: 'epic-breakdown',
          name: 'Epic breakdown',
          evidence:
            'Cutting a large task into an epic with small issues or first valuable slices for the team',
        },
        {
          id: 'group-representation',
          name: 'Representing the group',
          evidence: 'Speaking for the group to leadership: allocation, reliability, iteration',
        },
        {
          id: 'interviewing',
          name: 'Interviewing and hiring',
          evidence:
            'Technical and behavioural interviews, screening, work on bias and diversity in hiring',
        },
        {
          id: 'reviewer-mentoring',
          name: 'Reviewer mentoring',
          evidence: 'Bringing others up to be reviewers',
        },
        {
          id: 'retrospectives',
          name: 'Root causes and retrospectives',
          evidence: 'Leading a root-cause analysis or an iteration retrospective',
        },
        {
          id: 'customer-collaboration',
          name: 'Customer collaboration',
          evidence: 'Technical talks with customers to understand a use or solve a problem',
        },
        {
          id: 'cross-function-collaboration',
          name: 'Cross-function collaboration',
          evidence:
            'Threat models with security, readiness with infrastructure, long-term plans with product, integrations and delivery with other teams',
        },
        {
          id: 'best-practices',
          name: 'Documenting best practices',
          evidence:
            'Written practice that a group, stage, sub-department or department now follows',
        },
        {
          id: 'global-initiatives',
          name: 'Global initiatives',
          evidence: 'A migration or standard agreed and carried across teams',
        },
      ],
    },
  ],
};

/** All competencies of a framework, in its order. */
export function competenciesOf(framework: Framework): readonly Competency[] {
  return framework.groups.flatMap((group) => group.competencies);
}

const byId = new Map(
  competenciesOf(STAFF_ENGINEER).map((competency) => [competency.id, competency]),
);

/** The competency with that id, or undefined when no framework here knows it. */
export function competency(id: string): Competency | undefined {
  return byId.get(id);
}

/** What to call a competency on a screen: its name, or the id itself, marked unknown. */
export function competencyName(id: string): string {
  return byId.get(id)?.name ?? `${id} (unknown)`;
}
