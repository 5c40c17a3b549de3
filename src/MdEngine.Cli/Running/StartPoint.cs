using System.Collections.Generic;
using MdEngine.Core.Persistence;

namespace MdEngine.Cli.Running;

/// <summary>Where a run begins.</summary>
/// <param name="Digest">What decides over its course.</param>
/// <param name="From">State to go on from; null to begin at the beginning.</param>
/// <param name="Finished">True when nothing is left to do.</param>
/// <param name="OwnsFiles">True when the files that are there are known to be of this run.</param>
/// <param name="Notes">What the user should know.</param>
public sealed record StartPoint(string Digest, StateBag? From, bool Finished, bool OwnsFiles, IReadOnlyList<string> Notes);
