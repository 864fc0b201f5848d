using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>The sections of a page.</summary>
internal static class HtmlSections
{
    internal static void WriteHeadline(HtmlText page, HtmlReportContent content)
    {
        PictureHeadline headline = content.Picture.Headline;
        page.Raw($"<header class=\"{(headline.IsRejected ? "rejected" : "accepted")}\">\n")
            .Element("p class=\"verdict-word\"", headline.Verdict)
            .Element("h1", headline.Sentence).Raw("\n");
        string? best = content.Changes.FirstOrDefault(c => c.IsFix)?.Title;
        if ((headline.Change ?? best ?? (headline.IsRejected ? content.Statements.FirstOrDefault() : null)) is { } change)
        {
            page.Raw("<p class=\"change\"><strong>What to change:</strong> ").Text(change).Raw("</p>\n");
        }

        page.Element("p class=\"of\"", content.Name)
            .Raw("\n<button type=\"button\" id=\"theme\" class=\"js\" hidden>Dark</button>\n</header>\n");
    }

    /// <summary>What the script makes use of; without it, the controls stay hidden.</summary>
    internal static void WriteControls(HtmlText page, MemoryPicture picture)
    {
        page.Raw("<div class=\"controls js\" hidden>\n");
        if (picture.IsOfProfiles)
        {
            page.Raw("<label class=\"control\">Profile <select id=\"stage\">");
            for (int i = 0; i < picture.Stages.Length; i++)
            {
                string selected = i == picture.Shown ? " selected" : "";
                PictureStage stage = picture.Stages[i];
                page.Element(string.Create(CultureInfo.InvariantCulture, $"option value=\"{i}\"{selected}"), $"{stage.Name}: {stage.Headline?.Verdict}");
            }

            page.Raw("</select></label>\n");
        }
        else if (picture.Stages.Length > 1)
        {
            page.Raw("<label class=\"control\">Stage <input type=\"range\" id=\"stage\" min=\"0\" step=\"1\" ")
                .Raw(string.Create(CultureInfo.InvariantCulture, $"max=\"{picture.Stages.Length - 1}\" value=\"{picture.Stages.Length - 1}\"> "))
                .Raw("<output id=\"stage-name\" for=\"stage\">").Text(picture.Final.Name).Raw("</output></label>\n");
        }

        page.Raw("<form class=\"control\" id=\"search-form\" role=\"search\"><label for=\"search\">Find</label> ")
            .Raw("<input type=\"search\" id=\"search\" placeholder=\"0xac6d3000, gfn:ac6d3, 00:14.0\" autocomplete=\"off\" spellcheck=\"false\"> ")
            .Raw("<button type=\"submit\">Go</button></form>\n")
            .Raw("<div class=\"control\" role=\"group\" aria-label=\"Zoom\"><button type=\"button\" id=\"zoom-in\" title=\"Zoom in (+)\">+</button> ")
            .Raw("<button type=\"button\" id=\"zoom-out\" title=\"Zoom out (-)\">&minus;</button> ")
            .Raw("<button type=\"button\" id=\"zoom-page\" title=\"Zoom to one page at the selection\">1 page</button> ")
            .Raw("<button type=\"button\" id=\"zoom-all\" title=\"Show everything (0)\">All</button></div>\n<div class=\"control filters\" role=\"group\" aria-label=\"Show\">");
        foreach (PictureLane lane in picture.Lanes)
        {
            string name = PictureNames.Of(lane);
            page.Raw($"<label><input type=\"checkbox\" data-filter-lane=\"{name}\" checked>").Text(name).Raw("</label> ");
        }

        BlockKind[] kinds = [.. picture.Stages.SelectMany(s => s.Blocks).Select(b => b.Kind).Distinct().Order()];
        page.Raw("<span class=\"bar\"></span>");
        foreach (BlockKind kind in kinds)
        {
            string name = PictureNames.Of(kind);
            page.Raw($"<label><input type=\"checkbox\" data-filter-kind=\"{name}\" checked>").Text($"type {name}").Raw("</label> ");
        }

        page.Raw("</div>\n<p class=\"control says\" id=\"says\" role=\"status\"></p>\n</div>\n");
    }

    internal static void WriteChanges(HtmlText page, HtmlReportContent content)
    {
        ImmutableArray<SuggestedChange> changes = content.Changes;
        if (changes.IsEmpty && content.Statements.IsEmpty)
        {
            return;
        }

        string title = changes.Any(c => c.IsFix) ? "What makes it fit" : "What remains";
        page.Raw("<section aria-labelledby=\"changes\">\n").Element("h2 id=\"changes\"", title).Raw("\n");
        foreach (string statement in content.Statements)
        {
            page.Element("p", statement).Raw("\n");
        }

        for (int i = 0; i < changes.Length; i++)
        {
            page.Element("h3", changes[i].Title).Element("p", changes[i].Reason);
            string id = string.Create(CultureInfo.InvariantCulture, $"diff-{i + 1}");
            page.Raw($"<div class=\"copyable\"><button type=\"button\" class=\"js\" hidden data-copy=\"{id}\">Copy</button>")
                .Raw($"<pre id=\"{id}\" tabindex=\"0\">").Lines(changes[i].Diff.TrimEnd('\n')).Raw("</pre></div>\n");
        }

        page.Raw("</section>\n");
    }

    internal static void WriteFindings(HtmlText page, ImmutableArray<Finding> findings)
    {
        page.Raw("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
        page.Raw(findings.IsEmpty ? "<p>None.</p>\n" : "<ul class=\"findings\">\n");
        foreach (Finding finding in findings)
        {
            page.Raw($"<li class=\"{finding.SeverityText}\">").Element("b", $"{finding.SeverityText} {finding.Code}").Raw(" ").Text(finding.Message);
            if (finding.Location is { } location)
            {
                page.Raw(" ").Element("span class=\"where\"", location);
            }

            if (finding.Help is { } help)
            {
                page.Raw("<br><strong>help:</strong> ").Text(help);
            }

            page.Raw("</li>\n");
        }

        page.Raw(findings.IsEmpty ? "</section>\n" : "</ul>\n</section>\n");
    }

    /// <summary>Each region with its whole story, to be unfolded without a script.</summary>
    internal static void WriteRegions(HtmlText page, PictureStage stage)
    {
        page.Raw("<section aria-labelledby=\"regions\">\n<h2 id=\"regions\">Reserved device memory</h2>\n");
        PictureBlock[] regions = [.. stage.Blocks.Where(b => b.Kind == BlockKind.Rdm).OrderBy(b => b.Start).ThenBy(b => b.Last)];
        page.Raw(regions.Length == 0 ? "<p>The host states none.</p>\n" : "");
        foreach (PictureBlock region in regions)
        {
            string mark = PictureNames.Of(region.Mark);
            page.Raw($"<details id=\"story-{region.Id}\"><summary><span class=\"mark {mark.Replace(' ', '-')}\">").Text(mark).Raw("</span> ")
                .Element("code", SvgDrawing.RangeOf(region)).Raw(" ")
                .Text(region.Devices.IsEmpty ? region.Label : string.Join(", ", region.Devices)).Raw("</summary>\n<dl>");
            foreach (PictureFact fact in region.Facts)
            {
                page.Element("dt", fact.Name).Raw(fact.Name == "bytes" ? "<dd><pre>" : "<dd>")
                    .Lines(fact.Value).Raw(fact.Name == "bytes" ? "</pre></dd>\n" : "</dd>\n");
            }

            page.Raw("</dl></details>\n");
        }

        page.Raw("</section>\n");
    }

    internal static void WriteMap(HtmlText page, MemoryPicture picture)
    {
        PictureStage stage = picture.Final;
        page.Raw($"<section aria-labelledby=\"map\">\n<h2 id=\"map\">Everything by address</h2>\n<p>{(picture.IsOfProfiles ? "Profile" : "Stage")}: ").Text(stage.Name)
            .Raw(". Ends are the last byte and the last page.</p>\n<div class=\"scroll\"><table>\n<thead>")
            .Row("th scope=\"col\"", "first byte", "last byte", "first gfn", "last gfn", "size", "lane", "what", "state").Raw("</thead>\n<tbody>\n");
        foreach (PictureBlock block in stage.Blocks.OrderBy(b => b.Start).ThenBy(b => b.Lane).ThenBy(b => b.Last))
        {
            page.Row(
                "td",
                HexText.Of(block.Start),
                HexText.Of(block.Last),
                HexText.Of(block.Start >> E820.PageSizes.FrameShift),
                HexText.Of(block.Last >> E820.PageSizes.FrameShift),
                block.SizeInBytes == 0 ? "2^64 B" : SizeText.Of(block.SizeInBytes),
                PictureNames.Of(block.Lane),
                block.Label,
                PictureNames.Of(block.Mark));
        }

        page.Raw("</tbody>\n</table></div>\n</section>\n");
    }

    internal static void WriteProfiles(HtmlText page, ProfileComparison? comparison, string title)
    {
        if (comparison is null)
        {
            return;
        }

        ImmutableArray<ProfileRow> profiles = comparison.Rows;
        page.Raw("<section aria-labelledby=\"profiles\">\n").Element("h2 id=\"profiles\"", title)
            .Raw("\n<div class=\"scroll\"><table class=\"profiles\">\n<thead><tr><th scope=\"col\">profile</th>");
        foreach (ProfileRow profile in profiles)
        {
            page.Element("th scope=\"col\"", profile.Name);
        }

        page.Raw("</tr></thead>\n<tbody>\n<tr><th scope=\"row\">verdict</th>");
        foreach (ProfileRow profile in profiles)
        {
            bool isAccepted = profile.Answer.Outcome == SimulationOutcome.Accepted;
            page.Element($"td class=\"{(isAccepted ? "accepted" : "rejected")}\"", VerdictOf(profile.Answer));
        }

        page.Raw("</tr>\n");
        Row("stops at", p => [p.Answer.Stage ?? ""]);
        Row("lowmem_end", p => [p.Answer.LowMemEnd?.ToString() ?? ""]);
        Row("highmem_end", p => [p.Answer.HighMemEnd?.ToString() ?? ""]);
        Row("regions", p => [RegionWords(p.Answer)]);
        Row($"unlike {profiles[0].Name}", p => p.Differences);
        Row("why", p => p.Answer.Plan is null ? [p.Answer.Reason ?? ""] : p.Reasons);
        page.Raw("</tbody>\n</table></div>\n</section>\n");

        void Row(string name, Func<ProfileRow, ImmutableArray<string>> values)
        {
            if (profiles.All(p => values(p).All(v => v.Length == 0)))
            {
                return;
            }

            page.Raw("<tr>").Element("th scope=\"row\"", name);
            foreach (ProfileRow profile in profiles)
            {
                page.Element("td", string.Join("; ", values(profile)));
            }

            page.Raw("</tr>\n");
        }
    }

    private static string VerdictOf(ProfileAnswer answer) =>
        answer.Plan is null ? "REFUSED by xl"
        : SimulationNames.Of(answer.Outcome).ToUpperInvariant()
            + (answer.Outcome == SimulationOutcome.Accepted && answer.LeftOutCount > 0 ? ", at a risk" : "");

    private static string RegionWords(ProfileAnswer answer)
    {
        (string Word, int Count)[] counts =
            [("reserved", answer.ReservedCount), ("left out", answer.LeftOutCount), ("in conflict", answer.ConflictCount)];
        return answer.Plan is null ? ""
            : answer.Plan.Plan.Regions.IsEmpty ? "none is looked at"
            : string.Join(", ", counts.Where(c => c.Count > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Word}")));
    }

    internal static void WriteQuestion(HtmlText page, HtmlReportContent content)
    {
        PlanRequest request = content.Outcome.Plan.Request;
        GuestConfig guest = request.Guest;
        page.Raw("<section aria-labelledby=\"question\">\n<h2 id=\"question\">What was asked</h2>\n<dl>");
        Fact("host", $"{request.Host.Name} ({request.Host.Format})");
        foreach (Host.HostTable table in request.Host.Tables.Where(t => t.Decoded.Table is not null))
        {
            Acpi.AcpiTableHeader header = table.Decoded.Table!.Header;
            Fact("table", $"{table.Name}: {header.Signature}, OEM id '{header.OemId}', OEM table id '{header.OemTableId}', creator '{header.CreatorId}'");
        }

        Fact("guest", guest.Name.Value ?? "without a name");
        Fact("profile", content.Picture.IsOfProfiles ? string.Join(", ", content.Picture.Stages.Select(s => s.Name)) : request.Profile.Name);
        Fact("memory", string.Create(CultureInfo.InvariantCulture, $"{guest.MemoryMiB.Value} MiB (maxmem {guest.MaxMemMiB.Value}, videoram {guest.VideoRamMiB.Value})"));
        Fact("rdm", guest.RdmText.Value ?? "not given");
        Fact("rdm_mem_boundary", string.Create(CultureInfo.InvariantCulture, $"{guest.RdmMemBoundaryMiB.Value} MiB ({guest.RdmMemBoundaryMiB.Origin})"));
        foreach (PassthroughDevice device in guest.Devices)
        {
            Fact("pci", device.Text);
        }

        page.Raw("</dl>\n</section>\n");

        void Fact(string name, string value) => page.Element("dt", name).Element("dd", value).Raw("\n");
    }
}
