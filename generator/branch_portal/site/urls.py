"""Every address of the portal: the only place that knows a path.

Addresses are ASCII and stable, relative to the site's root; pages end with "/".
"""

HOME = ""
YEAR = "year/"
GUIDE = "guide/"
FORMS = "forms/"
CARRIERS = "carriers/"
BRANCHES = "branches/"
FINDINGS = "findings/"
PROBLEM_LIST = "findings/problems/"
RESPONSIBILITY_LIST = "findings/responsibilities/"
TASK_LIST = "findings/tasks/"
GOALS = "goals/"
GOAL_MATRIX = "goals/matrix/"
GRIDS = "grids/"
GRID_SIGNS = "grids/signs/"
BRAND = "brand/"
TRIGGERS = "brand/triggers/"
PACTS = "brand/pacts/"
ACTIONS = "brand/actions/"
ROUNDS = "findings/rounds/"
SUPERVISION = "supervision/"
CALENDAR = "calendar/"
MY_CALENDAR = "calendar/mine/"
QR_SCRIPT = "calendar/qr.js"
CALENDAR_ALL = "calendar/all.ics"
UPDATES = "updates/"
UPDATES_FEED = "updates/feed.xml"
EDITING = "editing/"
FORM_PAGE = "edit/"
EDITING_CALENDAR = "editing/calendar/"
RULES = "editing/rules/"
BASIS = "basis/"
CLAUSES = "basis/clauses/"
ALERTS = "alerts/"
SCREEN = "screen/"
SLIPS = "slips/"
ABOUT = "about/"
ORIGINS = "about/origins/"
SEARCH = "search/"
INDEX = "index/"
DATA = "api/"
TASKS = "tasks/"
TASK_STATISTICS = "tasks/statistics/"
LEARNING = "learning/"


def index_of(name: str) -> str:
    """The part of the index for a kind of page, or for an initial."""
    return f"index/{name}/"


def year(year: int) -> str:
    """The 24-term table of one year."""
    return f"year/{year}/"


def term(year: int, term: str) -> str:
    """One solar term's page."""
    return f"year/{year}/{term}/"


def slip(year: int, term: str) -> str:
    """One term's printable reminder slip."""
    return f"year/{year}/{term}/slip/"


def month_slip(batch: str) -> str:
    """One month's printable reminder slip, where slips are issued by month."""
    return f"slips/{batch}/"


def guide(guide: str) -> str:
    return f"guide/{guide}/"


def guide_step(step: str) -> str:
    """A step of a guide, from `g13#step-record`."""
    guide_id, _, anchor = step.partition("#")
    return f"{guide(guide_id)}#{anchor}"


def carrier(carrier: str) -> str:
    return f"carriers/{carrier.replace('_', '-')}/"


def clause(clause: str) -> str:
    return f"{CLAUSES}#{clause}"


def form_file(form: str, suffix: str) -> str:
    """The download of a blank form; `suffix` is xlsx or docx."""
    return f"forms/{form}.{suffix}"


def editing(topic: str) -> str:
    """The editors' page about one kind of record."""
    return f"editing/{topic}/"


def branch(branch: str) -> str:
    return f"branches/{branch}/"


def branch_map(branch: str, year: int, part: str = "") -> str:
    """A branch's annual navigation map; its parts: `quarters` for a phone, `list` with `#` and an occurrence's id."""
    return f"branches/{branch}/{year}/{part and part + '/'}"


def finding(finding: str) -> str:
    return f"findings/{finding}/"


def release(release: str) -> str:
    """A quarter's published results."""
    return f"findings/{release}/"


def external_release(release: str) -> str:
    """A quarter's results for readers outside, on one sheet."""
    return f"findings/{release}/external/"


def chain_link(id: str) -> str:
    """A goal, charter, task sheet or action plan."""
    return f"goals/{id}/"


def grid(grid: str) -> str:
    """One cell of the power grid's service map."""
    return f"grids/{grid}/"


def branch_signs(branch: str) -> str:
    """The printable signs of a branch's cells."""
    return f"grids/signs/{branch}/"


def playbook(playbook: str) -> str:
    """How one kind of service is done, stage by stage."""
    return f"brand/playbooks/{playbook}/"


def checklist(playbook: str, stage: str) -> str:
    """The printable checklist of a playbook's stage."""
    return f"brand/playbooks/{playbook}/{stage}/"


def trigger(playbook: str, trigger: str) -> str:
    """The page to open on a warning, a notice or a fault."""
    return f"brand/triggers/{playbook}-{trigger}/"


def campaign(campaign: str) -> str:
    return f"brand/campaigns/{campaign}/"


def pact(pact: str) -> str:
    return f"brand/pacts/{pact}/"


def feed(name: str) -> str:
    """A calendar to subscribe to; a branch's is named after the branch."""
    return f"calendar/{name.replace('_', '-')}.ics"


def round(round: str) -> str:
    """One round of self-checks."""
    return f"findings/rounds/{round}/"


def supervision(year: int) -> str:
    """One year of reviews, inspections and interviews."""
    return f"supervision/{year}/"


def task(task: str) -> str:
    """One task slip and how far the branches are."""
    return f"tasks/{task}/"


def task_slip(task: str) -> str:
    """The printable slip with its reply form."""
    return f"tasks/{task}/slip/"


def task_branch(branch: str) -> str:
    """The anchor of one branch on a task's page."""
    return f"branch-{branch}"


def branch_task(branch: str, task: str) -> str:
    """One open slip on a branch's home."""
    return f"branches/{branch}/#task-{task}"


def material(material: str) -> str:
    """One learning material."""
    return f"learning/{material}/"


def learning_file(name: str) -> str:
    """The file of a learning material, as it lies in `content/learning/`."""
    return f"learning/{name}"


def event_file(uid: str) -> str:
    """One event to download; `uid` without its host."""
    return f"calendar/events/{uid}.ics"


def dataset(dataset: str, suffix: str) -> str:
    """A published table as a file; `suffix` is json, schema.json, csv or xlsx."""
    return f"api/{dataset}.{suffix}"


def qr(name: str) -> str:
    """The QR code of a calendar's address."""
    return f"calendar/{name.replace('_', '-')}.svg"


def month(year: int, month: int) -> str:
    """The company's days of one month."""
    return f"calendar/{year}-{month:02}/"


def source_name(path: str) -> str:
    """The Markdown file that becomes the address `path`.

    Guides and the pages for editors keep the names their editors link to; every other page is the index of its folder.
    """
    name = path.rstrip("/")
    return f"{name}.md" if name.startswith(("guide/", "learning/", "editing/")) else f"{name}/index.md".lstrip("/")


def relative(target: str, page: str) -> str:
    """The link from the page at address `page` to `target` (which may carry an #anchor)."""
    if target.startswith("#"):
        return target
    path, mark, anchor = target.partition("#")
    here = page.split("/")[:-1]
    there = path.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    link = "../" * (len(here) - shared) + "/".join(there[shared:])
    return (link or "./") + mark + anchor
