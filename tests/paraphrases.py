"""Made stories told by three outlets in words of their own, with what is the same in them marked by hand.

Each line is a sentence and the name of what it promises; sentences with one name promise the same. The first two
stories were looked at while the rule was written; the third was written before it was finished, and only measured.
"""

from collections.abc import Mapping

Story = Mapping[str, Mapping[str, str]]

VALLEY: Story = {
    "Herald": {
        "Northland will withdraw its troops from the Green Valley by 1 May.": "troops",
        "Southmark agreed to release 120 prisoners within 30 days.": "prisoners",
        "Both sides will reopen the bridge at Karsk by the end of June.": "bridge",
        "Southmark must pay 40 million dollars in compensation by 1 May.": "money",
        "A joint commission will meet every month.": "meetings",
        "Northland will lift the ban on fruit imports.": "fruit",
    },
    "Courier": {
        "Under the accord, Northland is to pull its soldiers out of the Green Valley by May 1.": "troops",
        "Southmark will free 120 detainees by 2 April.": "prisoners",
        "The Karsk bridge will be opened to traffic again by 30 June.": "bridge",
        "Southmark pledged to transfer 40 million dollars to Northland by May 1.": "money",
        "The two countries agreed to set up a joint commission.": "commission",
        "Northland promised to end its import ban on fruit.": "fruit",
    },
    "Gazette": {
        "Northland's army must leave the Green Valley by the start of May.": "troops",
        "Prisoners held by Southmark will be set free next month.": "prisoners",
        "Traffic over the bridge at Karsk is to resume before July.": "bridge",
        "Compensation of 40 million dollars will be paid to Northland by 1 May.": "money",
        "Southmark will withdraw its ambassador from the talks by 1 May.": "ambassador",
        "Southmark's troops will stay out of the valley.": "keeping out",
        "Northland said it would scrap the ban on fruit.": "fruit",
    },
}

ISLAND: Story = {
    "Herald": {
        "Elbonia will open its border crossings at Tarn by 15 June.": "border",
        "Elbonia agreed to hand back the two captured ships within 60 days.": "ships",
        "Kresia must cut tariffs on steel by half by 1 July.": "tariffs",
        "Observers will be allowed to visit the dam.": "access",
        "Kresia pledged to release water from the dam in August.": "water",
        "Elbonia will recognise Kresia's passports.": "passports",
        "Both will hold a joint vote on the island in 2027.": "vote",
    },
    "Courier": {
        "The border crossings at Tarn will be reopened by mid-June, the ministers said.": "border",
        "The two ships seized last year will be returned to Kresia.": "ships",
        "Kresia promised to halve its steel tariffs by July 1.": "tariffs",
        "Monitors may inspect the dam.": "access",
        "Elbonia is to accept passports issued by Kresia.": "passports",
        "A referendum on the island will be held in 2027.": "vote",
        "Kresia will build a road to the dam by 1 July.": "road",
    },
    "Gazette": {
        "Elbonia is due to reopen the frontier at Tarn in June.": "border",
        "Elbonia will give the ships back.": "ships",
        "Tariffs on steel will be lowered by Kresia by 1 July.": "tariffs",
        "Inspectors will get access to the dam.": "access",
        "Kresia said it would let water out of the dam.": "water",
        "Kresia's navy will hand over maps of the minefields.": "maps",
    },
}

DELTA: Story = {
    "Herald": {
        "Oveland will stop shelling the port of Mirra from midnight on 12 May.": "shelling",
        "Oveland agreed to let grain ships pass through the strait.": "passage",
        "Tarsia must send back 60 captured sailors by 20 May.": "sailors",
        "Tarsia will resume gas deliveries to Oveland by 1 June.": "gas",
        "The two navies will keep ten miles apart.": "distance",
        "A mission of 200 observers will watch the ceasefire.": "mission",
        "Oveland promised to rebuild the lighthouse on Cape Noor.": "lighthouse",
    },
    "Courier": {
        "From 12 May Oveland's guns will no longer fire at Mirra's port, the ministers agreed.": "shelling",
        "Ships with grain will be allowed through the strait.": "passage",
        "Tarsia pledged to release 60 sailors by 20 May.": "sailors",
        "Gas will flow from Tarsia to Oveland again by the first of June.": "gas",
        "The warships are to stay ten miles from each other.": "distance",
        "Tarsia will hold elections in the delta by 20 May next year.": "elections",
        "The lighthouse on Cape Noor will be repaired at Oveland's expense.": "lighthouse",
    },
    "Gazette": {
        "Shelling of the port of Mirra is to end on 12 May.": "shelling",
        "Grain ships may sail through the strait, Oveland said.": "passage",
        "Sixty sailors held by Tarsia must be freed by May 20.": "sailors",
        "Tarsia would turn the gas supply to its neighbour back on by 1 June.": "gas",
        "Some 200 monitors will oversee the truce.": "mission",
        "Oveland's parliament must ratify the accord by 1 June.": "ratification",
    },
}
