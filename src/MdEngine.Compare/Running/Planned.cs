namespace MdEngine.Compare.Running;

/// <summary>Something that is to be done with each potential.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Name">Name for tables; no two of a kind have the same.</param>
/// <param name="Task">The task.</param>
/// <param name="Digest">Text that is the same only for the same task: its options and checksums of its files.</param>
public sealed record Planned<T>(string Name, T Task, string Digest);
