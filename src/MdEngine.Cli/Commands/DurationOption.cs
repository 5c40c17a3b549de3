using System;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using MdEngine.Cli.Binding;
using MdEngine.Core;

namespace MdEngine.Cli.Commands;

/// <summary>A time span on the command line: "3h", "90min", "1h30m", "45s", "2d", "1:30:00".</summary>
public sealed partial class DurationOption : Option<string?>
{
    private const double Longest = 3650.0 * 86400.0;

    /// <summary>Makes the option.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">What it is for.</param>
    public DurationOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "TIME";
    }

    /// <summary>The time span; null where the option is not given.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public TimeSpan? Of(ParseResult parsed) => parsed.GetValue(this) is { } text
        ? Parse(text) ?? throw new InputException(
            $"{Name}: found '{DeckPath.Clean(text)}', expected a time such as 3h, 90min, 1h30m, 45s, 2d or 1:30:00")
        : null;

    /// <summary>Reads a time span; null when it is none, or not positive.</summary>
    public static TimeSpan? Parse(string text)
    {
        double seconds = 0.0;
        if (Clock().Match(text) is { Success: true } clock)
        {
            seconds = (3600.0 * Number(clock, 1)) + (60.0 * Number(clock, 2)) + Number(clock, 3);
        }
        else if (Parts().Match(text) is { Success: true } parts && text.Length > 0)
        {
            seconds = (86400.0 * Number(parts, 1)) + (3600.0 * Number(parts, 2)) + (60.0 * Number(parts, 3)) + Number(parts, 4);
        }

        return seconds is > 0.0 and <= Longest ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Number(Match match, int group) => match.Groups[group].Success
        ? double.Parse(match.Groups[group].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : 0.0;

    [GeneratedRegex(@"^(\d{1,6}):([0-5]\d):([0-5]\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"^(?:(\d{1,9}(?:\.\d{1,9})?)d)?(?:(\d{1,9}(?:\.\d{1,9})?)h)?(?:(\d{1,9}(?:\.\d{1,9})?)m(?:in)?)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
