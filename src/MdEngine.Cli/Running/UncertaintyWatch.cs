using System.Globalization;
using MdEngine.Cli.Decks;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Observables;
using MdEngine.IO.Logs;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>Puts together what watches the uncertainty of a run.</summary>
internal static class UncertaintyWatch
{
    public static IObserver Create(UncertaintyDeck deck, UncertaintyMeasure measure, UncertaintyCsvWriter writer, ILogger log)
    {
        bool warned = false;
        return new UncertaintyObserver(deck.Every, deck.StopAbove, measure, (in UncertaintyRecord record) =>
        {
            writer.Write(in record);
            if (!warned && record.Largest > deck.WarnAbove)
            {
                warned = true;
                log.Warning("{Message:l}", UncertaintyObserver.Describe(in record, measure, string.Create(
                    CultureInfo.InvariantCulture, $"above the {deck.WarnAbove:g4} from which on to warn (told once)")));
            }
        }, writer.Finish);
    }
}
