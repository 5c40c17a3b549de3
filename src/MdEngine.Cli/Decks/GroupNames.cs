using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks.Ensembles;

namespace MdEngine.Cli.Decks;

/// <summary>Where the stages of a deck name groups, and whether there are such.</summary>
internal static class GroupNames
{
    /// <summary>The faults, by key.</summary>
    public static IEnumerable<(string Key, string Message)> Check(Deck deck)
    {
        for (int k = 0; k < deck.Stages.Count; k++)
        {
            foreach ((string key, string name) in Of(deck.Stages[k]))
            {
                if (deck.Groups.ContainsKey(name))
                {
                    continue;
                }

                string? nearest = NearestName.Of(name, deck.Groups.Keys);
                string expected = deck.Groups.Count == 0
                    ? "but the deck has no \"groups\""
                    : $"expected the name of a group: {Expectation.Quoted(deck.Groups.Keys)}"
                        + (nearest is null ? "" : $"; did you mean \"{nearest}\"?");
                yield return ($"stages:{k}:{key}", $"found \"{name}\", {expected}");
            }
        }
    }

    private static IEnumerable<(string Key, string Name)> Of(StageDeck stage)
    {
        for (int k = 0; k < stage.Frozen?.Count; k++)
        {
            yield return ($"frozen:{k}", stage.Frozen[k]);
        }

        for (int k = 0; k < stage.Forces?.Count; k++)
        {
            yield return ($"forces:{k}:group", stage.Forces[k].Group);
        }

        if (stage.Dynamics is ThermostatDeck { ActsOn: { } group })
        {
            yield return ("dynamics:group", group);
        }

        if (stage.Dynamics is GroupThermostatsDeck several)
        {
            foreach ((int k, ThermostatDeck thermostat) in several.Thermostats.Index().Where(t => t.Item.ActsOn is not null))
            {
                yield return ($"dynamics:thermostats:{k}:group", thermostat.ActsOn!);
            }
        }
    }
}
